using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>A submitted sweep: the whole specification, question texts included, so that any service can plan it without the submitter's files.</summary>
public sealed record SweepRecord
{
    public required string Name { get; init; }

    public required SweepSpec Spec { get; init; }

    /// <summary>Whether its answers come from a PetriDish, which every result must then say.</summary>
    public required bool Miniature { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>How often failed work of this submission was given another try. A look that began before the last time must not settle the sweep.</summary>
    public int Retries { get; init; }
}
