using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>Why one part of a run was computed, and not taken over from another run.</summary>
public sealed record StageDifference
{
    public required LineageStage Stage { get; init; }

    /// <summary>The questions it is about, with their variants and checkpoints; empty for the training rows and the model.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>The keys, of the first question where there are several; null for what is not known or not there.</summary>
    public string? BeforeKey { get; init; }

    public string? AfterKey { get; init; }

    /// <summary>The earlier part that is another one, so that this could not stay as it was; null where all of the difference is its own.</summary>
    public LineageStage? FollowsFrom { get; init; }

    /// <summary>Settings of its own that differ.</summary>
    public required IReadOnlyList<KeyDifference> Settings { get; init; }
}
