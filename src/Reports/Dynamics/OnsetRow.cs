namespace EmergentMisalignment.Reports.Dynamics;

/// <summary>When a condition begins to exceed its control.</summary>
public sealed record OnsetRow
{
    public required string Base { get; init; }

    public required string Condition { get; init; }

    public string? Variant { get; init; }

    public required string Control { get; init; }

    public string? ControlVariant { get; init; }

    /// <summary>By how much it has to exceed, as a fraction.</summary>
    public required double Margin { get; init; }

    /// <summary>The first step at which it does; null where it does not by the last, or while the search is under way.</summary>
    public int? Step { get; init; }

    /// <summary>Ends of the bootstrap interval over models; null beyond the last step, and both with one model on each side, which show no spread.</summary>
    public int? Low { get; init; }

    public int? High { get; init; }

    /// <summary>Steps that were asked for the search, ascending.</summary>
    public required IReadOnlyList<int> Asked { get; init; }

    /// <summary>Steps that were searched among.</summary>
    public required int Among { get; init; }

    /// <summary>The finished models' step.</summary>
    public int? LastStep { get; init; }

    public required int Models { get; init; }

    public required int ControlModels { get; init; }

    /// <summary>Whether the search is over.</summary>
    public required bool IsFinal { get; init; }
}
