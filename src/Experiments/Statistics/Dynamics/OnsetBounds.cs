namespace EmergentMisalignment.Experiments.Statistics.Dynamics;

/// <summary>What a search has found so far.</summary>
public sealed record OnsetBounds
{
    /// <summary>The first step at which the mean difference exceeds the margin; null where it does not by the last step.</summary>
    public int? Estimate { get; init; }

    /// <summary>Lower end of the interval over models; null where the lower tail of them does not exceed by the last step.</summary>
    public int? Low { get; init; }

    /// <summary>Upper end; null where it lies beyond the last step.</summary>
    public int? High { get; init; }

    /// <summary>Steps that the search has looked at or waits for, ascending.</summary>
    public required IReadOnlyList<int> Visited { get; init; }

    /// <summary>Whether nothing more is waited for.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>Models that count at the last step, on either side.</summary>
    public int Models { get; init; }

    public int ControlModels { get; init; }
}
