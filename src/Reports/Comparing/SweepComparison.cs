using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Reports.Comparing;

/// <summary>Two sweeps side by side.</summary>
public sealed record SweepComparison
{
    public required ComparedSweep Left { get; init; }

    public required ComparedSweep Right { get; init; }

    /// <summary>Why numbers may not be comparable, a sentence each; the reader must see them before the numbers.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>By condition and variant: all questions that both ask, then each of them.</summary>
    public required IReadOnlyList<ComparedRow> Rows { get; init; }

    /// <summary>Conditions, variants and questions of the left sweep alone.</summary>
    public required IReadOnlyList<string> OnlyLeft { get; init; }

    public required IReadOnlyList<string> OnlyRight { get; init; }

    /// <summary>The settings in which their specifications differ, by path; conditions and questions go by their ids.</summary>
    public required IReadOnlyList<KeyDifference> Settings { get; init; }
}
