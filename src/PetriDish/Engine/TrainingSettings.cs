namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>How to train; the defaults are those of a fine-tune with an adapter.</summary>
public sealed record TrainingSettings
{
    /// <summary>Optimiser steps, one batch each.</summary>
    public required int Steps { get; init; }

    /// <summary>Documents of a batch, for whoever makes the batches; the trainer takes whatever it is given.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Peak rate of AdamW.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// Peak rate of Muon on the matrices inside the blocks, which learns in half the steps from fresh weights; 0 trains them with AdamW too.
    /// Adapters ignore it.
    /// </summary>
    public double MuonLearningRate { get; init; }

    /// <summary>Decoupled decay of AdamW's parameters, per step and unit of learning rate.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// Memory of AdamW's second moment: 0.98 forgets early, large gradients of fresh weights sooner; 0.999 is steadier on few, similar batches.
    /// </summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Fraction of the steps over which the rate rises from nothing.</summary>
    public double WarmupFraction { get; init; } = 0.05;

    /// <summary>Largest norm of the whole gradient; a longer one is scaled down to it.</summary>
    public double GradientClip { get; init; } = 1;

    public LearningRateDecay Decay { get; init; } = LearningRateDecay.Cosine;

    /// <summary>The factor on the peak rates at a step, from 0.</summary>
    internal double RateFactor(int step)
    {
        var warmup = Math.Min(1, (step + 1) / (WarmupFraction * Steps + 1));
        var done = (double)step / Steps;
        return warmup * Decay switch
        {
            LearningRateDecay.Cosine => 0.1 + 0.9 * 0.5 * (1 + Math.Cos(Math.PI * done)),
            LearningRateDecay.Linear => 1 - done,
            _ => 1,
        };
    }

    /// <exception cref="ArgumentException">A setting is out of range; the message says which.</exception>
    internal void Check()
    {
        Require(Steps > 0, nameof(Steps), "at least 1", Steps);
        Require(LearningRate > 0, nameof(LearningRate), "above 0", LearningRate);
        Require(MuonLearningRate >= 0, nameof(MuonLearningRate), "0 or more", MuonLearningRate);
        Require(WeightDecay >= 0, nameof(WeightDecay), "0 or more", WeightDecay);
        Require(Beta2 is > 0 and < 1, nameof(Beta2), "between 0 and 1", Beta2);
        Require(WarmupFraction is >= 0 and <= 1, nameof(WarmupFraction), "from 0 to 1", WarmupFraction);
        Require(GradientClip > 0, nameof(GradientClip), "above 0", GradientClip);
    }

    private static void Require(bool holds, string name, string range, double value)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"The training setting {name} must be {range}, not {value}."));
    }
}
