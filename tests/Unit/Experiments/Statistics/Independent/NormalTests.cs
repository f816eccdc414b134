using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

public class NormalTests
{
    private const double Agreement = 1e-12;

    [Fact]
    public void The_series_has_known_values()
    {
        Assert.Equal(1.9599639845400542355m, Reckoning.Quantile(0.95m), 18);
        Assert.Equal(0.6744897501960817432m, Reckoning.Quantile(0.5m), 18);
    }

    /// <summary>Shares that doubles hold exactly: k of 4096, and 1 − 2⁻ᵏ far into the tail. The doubles are made as such: a cast from decimal may be one off in the last place.</summary>
    [Fact]
    public void The_quantile_agrees_from_the_middle_far_into_the_tail()
    {
        var shares = Enumerable.Range(0, 64).Select(k => ((k * 64 + 1) / 4096.0, (k * 64 + 1) / 4096m))
            .Concat(Enumerable.Range(1, 32).Select(k => (1 - Math.ScaleB(1, -k), 1 - 1m / (1L << k))));

        Assert.All(shares, share =>
        {
            var (given, exact) = share;
            var z = (decimal)NormalQuantile.TwoSided(given);
            var error = (Reckoning.Within(z) - exact) / (2 * Reckoning.Density(z));
            Assert.InRange((double)Math.Abs(error), 0, Agreement * Math.Max(1, (double)z));
        });
    }

    [Fact]
    public void Wilsons_interval_agrees_with_the_roots_of_its_equation() =>
        Gen.Int[1, 5000].SelectMany(trials => Gen.Int[0, trials].Select(successes => (successes, trials))).Sample(
            counts =>
            {
                var (low, high) = Wilson.Interval(counts.successes, counts.trials, 0.95);
                var expected = Reckoning.Wilson(counts.successes / (decimal)counts.trials, counts.trials, 0.95m);

                Assert.Equal((double)expected.Low, low, Agreement);
                Assert.Equal((double)expected.High, high, Agreement);
            },
            iter: 200);
}
