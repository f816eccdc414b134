namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Which checkpoints of the fine-tuned models are asked, each as a model of its own beside the finished one. All that are kept, unless one of the two is set.</summary>
public sealed record CheckpointSpec
{
    /// <summary>Only those at multiples of so many optimiser steps.</summary>
    public int? Every { get; init; }

    /// <summary>Only those at these optimiser steps.</summary>
    public IReadOnlyList<int>? Steps { get; init; }

    /// <summary>Samples of each question for each checkpoint; null for as many as of the finished model. A curve needs fewer than a comparison.</summary>
    public int? Samples { get; init; }

    /// <summary>Whether a checkpoint at <paramref name="step"/> is one of them.</summary>
    public bool Holds(int step) => (Every is not { } every || step % every == 0) && Steps?.Contains(step) is not false;
}
