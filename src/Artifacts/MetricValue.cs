namespace EmergentMisalignment.Artifacts;

/// <summary>What a judge said on one metric: a number, a text, or nothing.</summary>
/// <param name="Number">The score; null where it said a text or gave no score.</param>
/// <param name="Text">The word or letter; null where it is a number or nothing.</param>
public readonly record struct MetricValue(double? Number, string? Text);
