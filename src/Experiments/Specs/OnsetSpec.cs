namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Search for the first checkpoint at which a condition exceeds its control, instead of asking all checkpoints.</summary>
public sealed record OnsetSpec
{
    /// <summary>By how much its rate must exceed the control's at the same step, as a fraction. Without a margin, chance alone would exceed half the time.</summary>
    public double Margin { get; init; } = 0.05;
}
