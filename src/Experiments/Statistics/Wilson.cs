namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>The Wilson score interval for a binomial proportion (Wilson 1927); never leaves 0 … 1, sound for rates near 0.</summary>
public static class Wilson
{
    /// <summary>The interval for <paramref name="successes"/> of <paramref name="trials"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trials, successes outside 0 … trials, or a confidence outside (0, 1).</exception>
    public static (double Low, double High) Interval(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return IntervalOf((double)successes / trials, trials, confidence);
    }

    /// <summary>The same for a proportion that is itself a mean, from an effective number of trials.</summary>
    /// <param name="proportion">0 to 1.</param>
    /// <param name="trials">More than 0; need not be whole.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static (double Low, double High) IntervalOf(double proportion, double trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        var z = NormalQuantile.TwoSided(confidence);
        var shrink = 1 + z * z / trials;
        var centre = (proportion + z * z / (2 * trials)) / shrink;
        var half = z / shrink * Math.Sqrt(proportion * (1 - proportion) / trials + z * z / (4 * trials * trials));
        return (Math.Clamp(centre - half, 0, proportion), Math.Clamp(centre + half, proportion, 1));
    }

    /// <summary>Trials whose plain binomial variance is that of a mean of proportions that weigh the same: all trials, fewer where proportions have unequal numbers of them.</summary>
    /// <param name="trials">Those of each proportion, above 0.</param>
    public static double EffectiveTrials(IReadOnlyCollection<int> trials) => trials.Count * (double)trials.Count / trials.Sum(count => 1.0 / count);
}
