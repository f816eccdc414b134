using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

/// <summary>All resamples there are, to hold drawn ones against.</summary>
internal static class EveryResample
{
    /// <summary>Drawn ones.</summary>
    public const int Resamples = 20_000;

    public const double Confidence = 0.9;

    /// <summary>An estimand whose intervals are drawn so.</summary>
    public static Estimand Estimand(bool isPooled) => new()
    {
        Confidence = Confidence,
        Resamples = Resamples,
        Resampling = Resampling.ModelsAndQuestions,
        Averaging = isPooled ? Averaging.Pooled : Averaging.QuestionMean,
    };

    /// <summary>All n^n lists of n numbers below n.</summary>
    public static IEnumerable<int[]> Lists(int n) =>
        Enumerable.Range(0, (int)Math.Pow(n, n)).Select(code => Enumerable.Range(0, n).Select(place => code / (int)Math.Pow(n, place) % n).ToArray());

    /// <summary>Each end of a drawn interval is a quantile of the exact distribution within four standard errors of its share.</summary>
    public static void Agree(double[] exact, (double Low, double High) drawn)
    {
        Array.Sort(exact);
        var tail = (1 - Confidence) / 2;
        var error = 4 * Math.Sqrt(tail * (1 - tail) / Resamples);
        Assert.InRange(drawn.Low, Quantile(exact, tail - error) - 1e-9, Quantile(exact, tail + error) + 1e-9);
        Assert.InRange(drawn.High, Quantile(exact, 1 - tail - error) - 1e-9, Quantile(exact, 1 - tail + error) + 1e-9);
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
