namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>A mean over models with its interval.</summary>
/// <param name="Models">Models that count.</param>
/// <param name="Mean">Each model's mean over its questions, the mean of those; null where nothing counts.</param>
/// <param name="Low">Lower end of the interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Interval">One of <see cref="IntervalKinds"/>.</param>
internal sealed record MeanEstimate(int Models, double? Mean, double? Low, double? High, string Interval);
