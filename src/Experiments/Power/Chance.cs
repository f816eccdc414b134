namespace EmergentMisalignment.Experiments.Power;

/// <summary>Normal and binomial numbers from the fixed generator.</summary>
internal sealed class Chance(ulong seed)
{
    /// <summary>From this many expected events of either kind on, the normal curve is near enough for a plan.</summary>
    private const double Many = 30;

    private SplitMix64 _random = new(seed);

    public double Uniform() => (_random.Next(int.MaxValue) + 0.5) / int.MaxValue;

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Events in so many trials; where they are rare, by skipping from one to the next.</summary>
    public int Binomial(int trials, double probability)
    {
        if (probability <= 0) return 0;
        if (probability > 0.5) return trials - Binomial(trials, 1 - probability);
        var mean = trials * probability;
        if (mean > Many) return (int)Math.Clamp(Math.Round(mean + Math.Sqrt(mean * (1 - probability)) * Normal()), 0, trials);
        var skip = Math.Log(1 - probability);
        var events = 0;
        for (var trial = Math.Log(Uniform()) / skip; trial < trials; trial = Math.Floor(trial) + 1 + Math.Log(Uniform()) / skip) events++;
        return events;
    }
}
