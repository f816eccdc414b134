namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>
/// Robbins' confidence sequence for a mean rate (Robbins 1970, Annals of Mathematical Statistics 41:1397; Howard et al. 2021, Annals of Statistics 49:1055): an
/// interval that may be looked at after every round and still covers at all looks together.
/// </summary>
/// <remarks>
/// A round is one trial of each of K cells, whose rates may differ; θ is their mean. For any tilt the likelihood ratio of a rate θ' against θ, as if all trials had
/// the one rate θ, is a supermartingale, since Π(1 + p·x) ≤ (1 + θ·x)^K (arithmetic and geometric mean; Hoeffding 1956): cells that differ make it conservative.
/// Mixed over θ' with Jeffreys' prior it stays one, and Ville's inequality bounds the chance that it ever reaches 1/α.
/// </remarks>
public static class BetaBinomialSequence
{
    /// <summary>Halvings that leave nothing of an interval of 0 … 1 that a report could show.</summary>
    private const int Halvings = 50;

    /// <summary>The rates that <paramref name="successes"/> of <paramref name="trials"/> do not rule out.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Rounds × cells; 0 rules out nothing.</param>
    /// <param name="alpha">The chance that the true mean is ever outside, at whatever look; between 0 and 1.</param>
    public static (double Low, double High) Interval(int successes, int trials, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(alpha, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alpha, 1);
        if (trials == 0) return (0, 1);

        var mixture = LogGamma.Of(successes + 0.5) + LogGamma.Of(trials - successes + 0.5) - LogGamma.Of(trials + 1.0) - Math.Log(Math.PI);
        var observed = (double)successes / trials;
        var low = successes == 0 ? 0 : End(inside: observed, outside: 0);
        var high = successes == trials ? 1 : End(inside: observed, outside: 1);
        return (low, high);

        // The evidence against a rate grows on both sides of the observed one, without bound.
        double End(double inside, double outside)
        {
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (inside + outside) / 2;
                if (mixture - LogLikelihood(middle) < -Math.Log(alpha)) inside = middle;
                else outside = middle;
            }

            return outside;
        }

        double LogLikelihood(double rate) => (successes == 0 ? 0 : successes * Math.Log(rate)) + (successes == trials ? 0 : (trials - successes) * Math.Log(1 - rate));
    }
}
