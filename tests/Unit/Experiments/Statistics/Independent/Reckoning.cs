namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

/// <summary>The normal distribution and Wilson's interval in decimals of 28 digits, by series and by search: nothing here is shared with the product.</summary>
internal static class Reckoning
{
    private const decimal RootOfTwoPi = 2.5066282746310005024157652848m;

    /// <summary>The share of the standard normal distribution within ±z: 2 φ(z) (z + z³/3 + z⁵/(3·5) + …), all terms positive, so nothing cancels.</summary>
    public static decimal Within(decimal z)
    {
        decimal term = z, sum = z;
        for (var odd = 3m; term > 1e-28m; odd += 2) sum += term *= z * z / odd;
        return 2 * sum / (RootOfTwoPi * Exponential(z * z / 2));
    }

    public static decimal Density(decimal z) => 1 / (RootOfTwoPi * Exponential(z * z / 2));

    /// <summary>z for a share, by halving.</summary>
    public static decimal Quantile(decimal share)
    {
        decimal low = 0, high = 7;
        for (var i = 0; i < 85; i++)
        {
            var middle = (low + high) / 2;
            if (Within(middle) < share) low = middle;
            else high = middle;
        }

        return low;
    }

    /// <summary>The proportions p that a score test at this confidence does not reject: roots of (n + z²) p² − (2 n p̂ + z²) p + n p̂² = 0.</summary>
    public static (decimal Low, decimal High) Wilson(decimal proportion, decimal trials, decimal confidence)
    {
        var z = Quantile(confidence);
        var (a, b, c) = (trials + z * z, -(2 * trials * proportion + z * z), trials * proportion * proportion);
        var root = Root(Math.Max(0, b * b - 4 * a * c));
        return ((-b - root) / (2 * a), (-b + root) / (2 * a));
    }

    /// <summary>The square root, by Heron's iteration.</summary>
    public static decimal Root(decimal value)
    {
        if (value == 0) return 0;
        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4; i++) root = (root + value / root) / 2;
        return root;
    }

    private static decimal Exponential(decimal value)
    {
        decimal term = 1, sum = 1;
        for (var n = 1m; term > 1e-26m; n++) sum += term *= value / n;
        return sum;
    }
}
