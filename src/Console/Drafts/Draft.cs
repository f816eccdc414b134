using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Console.Drafts;

/// <summary>A sweep that is being written, as far as it can be understood.</summary>
public sealed record Draft
{
    /// <summary>The sweep; null while something in its text is wrong.</summary>
    public SweepSpec? Spec { get; init; }

    /// <summary>All that keeps it from being submitted, as far as one can see.</summary>
    public required IReadOnlyList<DraftProblem> Problems { get; init; }

    /// <summary>What it comes to.</summary>
    public PlannedWork? Plan { get; init; }

    /// <summary>What it is expected to cost; null where it cannot be said.</summary>
    public CostEstimate? Cost { get; init; }

    public bool CanBeSubmitted => Spec is not null && Problems.Count == 0;
}
