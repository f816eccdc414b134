namespace EmergentMisalignment.Experiments;

/// <summary>
/// A small generator whose sequence is fixed for good, unlike <see cref="Random"/>'s, so that a seed in a sweep gives
/// the same draws on every runtime (Steele, Lea and Flood 2014).
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>The generator's output function: scatters a counter over 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The output at <paramref name="index"/> of the sequence that starts from <paramref name="seed"/>.</summary>
    public static ulong At(ulong seed, long index) => Mix(unchecked(seed + Gamma * (ulong)(index + 1)));

    /// <summary>Maps 64 random bits to 0 … <paramref name="bound"/> − 1; the bias is below bound / 2⁶⁴.</summary>
    public static int Below(ulong bits, int bound) => (int)Math.BigMul(bits, (ulong)bound, out _);

    /// <summary>The next number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Next(int bound) => Below(Mix(_state = unchecked(_state + Gamma)), bound);
}
