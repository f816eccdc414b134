namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Draws with replacement from a fixed generator, as how often each item was drawn.</summary>
internal sealed class Draws(int seed)
{
    private SplitMix64 _random = new(unchecked((ulong)seed));

    /// <summary>As many draws as there are items.</summary>
    public int[] Times(int items)
    {
        var times = new int[items];
        for (var draw = 0; draw < items; draw++) times[_random.Next(items)]++;
        return times;
    }

    /// <summary>Every item once: what a bootstrap leaves as it is.</summary>
    public static int[] Once(int items)
    {
        var times = new int[items];
        Array.Fill(times, 1);
        return times;
    }
}
