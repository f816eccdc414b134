namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>
/// The percentile bootstrap (Efron and Tibshirani 1993, chapter 13) over fine-tuned models: how far a rate would move had other
/// seeds been drawn. Seeded with a fixed generator, so equal counts give equal intervals on every machine.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of the mean of one value for each model.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> values, double confidence, int resamples, int seed) =>
        Interval(values, [.. Enumerable.Repeat(1.0, values.Count)], confidence, resamples, seed);

    /// <summary>The interval of Σ numerator / Σ weight, models drawn whole: a pooled rate when these are counts.</summary>
    /// <param name="numerators">One for each model.</param>
    /// <param name="weights">As many, each above 0.</param>
    /// <param name="confidence">Coverage, between 0 and 1.</param>
    /// <param name="resamples">Resamples to draw, at least 1.</param>
    /// <param name="seed">Same seed, same interval.</param>
    public static (double Low, double High) Interval(
        IReadOnlyList<double> numerators, IReadOnlyList<double> weights, double confidence, int resamples, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numerators.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, numerators.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);

        var random = new SplitMix64(unchecked((ulong)seed));
        var rates = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            double sum = 0, weight = 0;
            for (var draw = 0; draw < numerators.Count; draw++)
            {
                var model = random.Next(numerators.Count);
                sum += numerators[model];
                weight += weights[model];
            }

            rates[i] = sum / weight;
        }

        return Middle(rates, confidence);
    }

    /// <summary>The ends of the middle part of some values, which are sorted on the way.</summary>
    internal static (double Low, double High) Middle(double[] values, double confidence)
    {
        Array.Sort(values);
        var tail = (1 - confidence) / 2;
        return (Percentile(values, tail), Percentile(values, 1 - tail));
    }

    /// <summary>Linear interpolation between order statistics, as NumPy does by default.</summary>
    private static double Percentile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
