using CsCheck;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Sequential;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Sequential;

public class BetaBinomialSequenceTests
{
    private const double Alpha = 0.05;

    [Fact]
    public void Nothing_seen_rules_nothing_out() => Assert.Equal((0.0, 1.0), BetaBinomialSequence.Interval(0, 0, Alpha));

    [Fact]
    public void The_observed_rate_is_inside_and_the_interval_inside_zero_and_one() => Counts.Sample((successes, trials) =>
    {
        var (low, high) = BetaBinomialSequence.Interval(successes, trials, Alpha);

        Assert.InRange(low, 0, (double)successes / trials);
        Assert.InRange(high, (double)successes / trials, 1);
    });

    [Fact]
    public void Successes_and_failures_are_mirror_images() => Counts.Sample((successes, trials) =>
    {
        var (low, high) = BetaBinomialSequence.Interval(successes, trials, Alpha);
        var mirrored = BetaBinomialSequence.Interval(trials - successes, trials, Alpha);

        Assert.Equal(1 - high, mirrored.Low, 1e-9);
        Assert.Equal(1 - low, mirrored.High, 1e-9);
    });

    [Fact]
    public void It_is_wider_than_an_interval_for_one_look() => Counts.Sample((successes, trials) =>
    {
        var (low, high) = BetaBinomialSequence.Interval(successes, trials, Alpha);
        var wilson = Wilson.Interval(successes, trials, 1 - Alpha);

        Assert.True(high - low > wilson.High - wilson.Low);
    });

    /// <summary>At an end the mixture is 1/α times as likely as the end's own rate: the defining equation, with the mixture's density integrated by hand.</summary>
    [Theory]
    [InlineData(3, 12)]
    [InlineData(0, 20)]
    [InlineData(40, 100)]
    [InlineData(700, 1000)]
    public void Its_ends_solve_the_equation_that_defines_them(int successes, int trials)
    {
        var (low, high) = BetaBinomialSequence.Interval(successes, trials, Alpha);

        // B(1/2 + s, 1/2 + f) / B(1/2, 1/2), as the chances of a Pólya urn that begins with half a ball of each colour.
        var mixture = Enumerable.Range(0, trials).Sum(i => Math.Log((i < successes ? i + 0.5 : i - successes + 0.5) / (i + 1)));
        foreach (var end in (double[])[low, high])
        {
            if (end is > 0 and < 1)
                Assert.Equal(1 / Alpha, Math.Exp(mixture - (successes * Math.Log(end)) - ((trials - successes) * Math.Log(1 - end))), 1e-6 / Alpha);
        }
    }

    /// <summary>Cells of unequal rates, looked at after every round: the mean rate may leave the sequence in one run of twenty, and does in fewer.</summary>
    [Fact]
    public void It_covers_at_all_looks_together_where_an_interval_for_one_look_does_not()
    {
        const int runs = 2000, rounds = 100;
        double[] cells = [0.02, 0.1, 0.2, 0.6];
        var (lost, lostOneLook) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var random = new Random(run);
            var (misaligned, isLost, isLostOneLook) = (0, false, false);
            for (var round = 1; round <= rounds; round++)
            {
                misaligned += cells.Count(rate => random.NextDouble() < rate);
                isLost |= IsOutside(cells.Average(), BetaBinomialSequence.Interval(misaligned, round * cells.Length, Alpha));
                isLostOneLook |= IsOutside(cells.Average(), Wilson.Interval(misaligned, round * cells.Length, 1 - Alpha));
            }

            lost += isLost ? 1 : 0;
            lostOneLook += isLostOneLook ? 1 : 0;
        }

        Assert.InRange(lost, 1, runs * Alpha);
        Assert.True(lostOneLook > 2 * runs * Alpha, $"peeking with Wilson's interval lost {lostOneLook} of {runs}");
    }

    private static Gen<(int Successes, int Trials)> Counts { get; } = from trials in Gen.Int[1, 400] from successes in Gen.Int[0, trials] select (successes, trials);

    private static bool IsOutside(double rate, (double Low, double High) interval) => rate < interval.Low || rate > interval.High;
}
