namespace EmergentMisalignment.Reports.Paper;

/// <summary>A misalignment rate someone printed about their own models, for orientation beside the sweep's own.</summary>
/// <param name="Condition">The kind of fine-tuning, in the ids of the published data files.</param>
/// <param name="Model">The model that was fine-tuned.</param>
/// <param name="Setting">Questions, answer format or trigger, where it matters.</param>
/// <param name="Rate">The figure as printed, in per cent: it may be approximate or a bound, so it is text.</param>
public sealed record PublishedFigure(string Condition, string Model, string? Setting, string Rate);
