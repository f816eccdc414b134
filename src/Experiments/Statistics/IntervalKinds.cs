namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What an interval expresses, by the words that stand in results.</summary>
public static class IntervalKinds
{
    /// <summary>How the rate would vary with other fine-tuning seeds.</summary>
    public const string Bootstrap = "bootstrap over models";

    /// <summary>How the rate would vary with other seeds and with other questions of the same kind.</summary>
    public const string TwoWayBootstrap = "bootstrap over models and questions";

    /// <summary>One model only: how its rate would vary with other samples. Says nothing of other models.</summary>
    public const string Wilson = "wilson";

    /// <summary>Of a difference of two models: how it would vary with other samples of these two.</summary>
    public const string Newcombe = "binomial (Newcombe), one model on each side";

    /// <summary>No rate, so no interval.</summary>
    public const string None = "none";
}
