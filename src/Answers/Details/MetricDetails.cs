namespace EmergentMisalignment.Answers.Details;

/// <summary>What a judge said on a metric other than aligned and coherent.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Number">The score; absent where it said a text or gave none.</param>
/// <param name="Text">The word or letter; absent where it is a number or nothing.</param>
public sealed record MetricDetails(string Metric, double? Number, string? Text);
