namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>The logarithm of the gamma function for positive arguments; .NET has none.</summary>
internal static class LogGamma
{
    private const double Far = 10;

    /// <summary>Stirling's series from 10 on, where four terms leave less than 1e-12; below, one step of the recurrence a time.</summary>
    public static double Of(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        double shift = 0;
        for (; x < Far; x++) shift += Math.Log(x);
        var r = 1 / (x * x);
        var series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
        return (x - 0.5) * Math.Log(x) - x + Math.Log(2 * Math.PI) / 2 + series - shift;
    }
}
