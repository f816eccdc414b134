using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>How many checkpoints of a condition's models a sweep asks: all that its <c>checkpoints</c> holds, though a search for the onset asks fewer.</summary>
public static class AskedCheckpoints
{
    /// <param name="spec">The sweep.</param>
    /// <param name="condition">One whose models are trained.</param>
    /// <param name="steps">Steps of a training; null where that is not known.</param>
    /// <returns>Null where the provider decides which checkpoints there are.</returns>
    public static long? Of(SweepSpec spec, ConditionSpec condition, long? steps)
    {
        if (spec.Checkpoints is not { } wanted)
            return 0;

        if (condition.Training.CheckpointEvery is not { } every)
            return MiniatureEndpoint.Is(spec.Endpoint) ? 0 : null;

        // What is kept at the last step is the finished model.
        return steps is { } last ? Enumerable.Range(1, (int)((last - 1) / every)).Count(kept => wanted.Holds(kept * every)) : null;
    }

    /// <summary>As far as the sweep itself says how long a training is.</summary>
    /// <inheritdoc cref="Of(SweepSpec, ConditionSpec, long?)"/>
    public static long? Of(SweepSpec spec, ConditionSpec condition) =>
        Of(spec, condition, condition.Rows is { } rows ? TrainingSpec.Steps(rows, condition.Training.Epochs, condition.Training.BatchSize) : null);
}
