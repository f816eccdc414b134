namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>
/// Random numbers by position instead of by sequence: number n of a stream is a hash of (seed, n), so what one row draws does not depend on
/// what others drew. The hash is SplitMix64's finaliser (Steele, Lea and Flood 2014), applied to the seed and again to the counter.
/// </summary>
internal static class CounterRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>A seed of its own for part <paramref name="index"/> of something seeded.</summary>
    public static ulong Derive(ulong seed, ulong index) => Mix(Mix(seed + GoldenGamma) + (index + 1) * GoldenGamma);

    /// <summary>Uniform in (0, 1), never an end point.</summary>
    public static double Uniform(ulong seed, ulong counter) => ((Derive(seed, counter) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public static double Normal(ulong seed, ulong counter) =>
        Math.Sqrt(-2 * Math.Log(Uniform(seed, 2 * counter))) * Math.Cos(2 * Math.PI * Uniform(seed, 2 * counter + 1));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
