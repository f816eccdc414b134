using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>One model of a sweep: base × condition × seed.</summary>
public sealed record Run
{
    /// <summary>Condition, base and seed, such as <c>insecure.petri-1.0</c>; unique in a sweep and fit for a file name.</summary>
    public required string Id { get; init; }

    public required ConditionSpec Condition { get; init; }

    public required string Base { get; init; }

    /// <summary>1000 × the sweep's seed + k, so that no two sweep seeds share a model.</summary>
    public required int Seed { get; init; }

    /// <summary>What to fine-tune on; null for the base condition.</summary>
    public DatasetRecipe? Dataset { get; init; }

    /// <summary>How to fine-tune; null for the base condition.</summary>
    public FineTuneSettings? FineTune { get; init; }
}
