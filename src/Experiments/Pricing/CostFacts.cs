using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>What an estimate needs beside the plan, as far as whoever asks for one knows it.</summary>
public sealed record CostFacts
{
    /// <summary>What a use of a model costs; null counts as nothing.</summary>
    public required Func<ModelUse, ModelPrice?> Price { get; init; }

    /// <summary>Completions that an endpoint takes in one call: the prompt is paid once for them.</summary>
    public required Func<string, int> MaxN { get; init; }

    /// <summary>Bytes of a condition's dataset; 0 where they are not known, and where a model writes its rows.</summary>
    public Func<ConditionSpec, long> TrainingBytes { get; init; } = static _ => 0;

    /// <summary>Checkpoints of a run's model that are asked; 0 where the provider decides which there are.</summary>
    public Func<Run, long> Checkpoints { get; init; } = static _ => 0;

    /// <summary>What a condition's rows are asked for with.</summary>
    public Func<ConditionSpec, RowPrompts> Prompts { get; init; } = static _ => default;
}
