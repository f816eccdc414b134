namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Chance that only depends on a seed and a position: the output function of SplitMix64 (Steele, Lea and Flood 2014), which mixes every bit of its input.</summary>
internal static class SeededChance
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Uniform in [0, 1).</summary>
    public static double At(ulong seed, ulong position) => (Mix(Mix(seed + GoldenGamma) + ((position + 1) * GoldenGamma)) >> 11) * (1.0 / (1UL << 53));

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
