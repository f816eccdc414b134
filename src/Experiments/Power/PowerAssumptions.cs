namespace EmergentMisalignment.Experiments.Power;

/// <summary>What a power calculation takes for granted about models and answers.</summary>
public sealed record PowerAssumptions
{
    /// <summary>
    /// Spread between models in log-odds: an assumption, not a measurement. A sweep of one's own gives a better one (<c>--from</c>).
    /// One number serves rare and common events, where an SD of the rates would not.
    /// </summary>
    public const double DefaultSpread = 0.35;

    /// <summary>The middle model's rate with the treatment.</summary>
    public required double Treated { get; init; }

    /// <summary>The middle model's rate without.</summary>
    public required double Control { get; init; }

    /// <summary>Standard deviation between models of one condition, in log-odds.</summary>
    public double Spread { get; init; } = DefaultSpread;

    /// <summary>The level of the test.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Comparisons in the sweep: an effect is seen only if it passes the first, hardest step of Holm's correction over them.</summary>
    public int Comparisons { get; init; } = 1;
}
