using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class WilsonTests
{
    private static readonly Gen<(int Successes, int Trials)> Counts =
        Gen.Int[1, 5000].SelectMany(trials => Gen.Int[0, trials].Select(successes => (successes, trials)));

    [Theory]
    [InlineData(0.5, 0.6744897501960817)]
    [InlineData(0.8, 1.2815515655446008)]
    [InlineData(0.95, 1.9599639845400536)]
    [InlineData(0.99, 2.5758293035489)]
    [InlineData(0.9999, 3.8905918864131123)]
    [InlineData(0.999999999, 6.109410204869)]
    public void The_normal_quantile_is_exact(double confidence, double z) => Assert.Equal(z, NormalQuantile.TwoSided(confidence), 1e-9 * z);

    /// <summary>The bounds are where the score test just rejects: |p̂ − p| = z √(p (1 − p) / n).</summary>
    [Fact]
    public void The_bounds_solve_the_score_equation() => Gen.Select(Counts, Gen.Double[0.5, 0.999]).Sample((counts, confidence) =>
    {
        var (low, high) = Wilson.Interval(counts.Successes, counts.Trials, confidence);
        var observed = (double)counts.Successes / counts.Trials;
        var z = NormalQuantile.TwoSided(confidence);

        foreach (var bound in new[] { low, high })
            Assert.Equal(z * Math.Sqrt(bound * (1 - bound) / counts.Trials), Math.Abs(observed - bound), 1e-7);
        Assert.InRange(observed, low, high);
        Assert.InRange(low, 0, high);
        Assert.InRange(high, low, 1);
    });

    [Fact]
    public void It_has_known_values()
    {
        var (low, high) = Wilson.Interval(0, 10, 0.95);
        Assert.Equal((0, 0.277532799863), (low, Math.Round(high, 12)));

        (low, high) = Wilson.Interval(5, 10, 0.95);
        Assert.Equal((0.236593, 0.763407), (Math.Round(low, 6), Math.Round(high, 6)));
    }

    [Theory]
    [InlineData(0, 0, 0.95)]
    [InlineData(-1, 10, 0.95)]
    [InlineData(11, 10, 0.95)]
    [InlineData(5, 10, 0.0)]
    [InlineData(5, 10, 1.0)]
    public void Impossible_counts_are_refused(int successes, int trials, double confidence) =>
        Assert.ThrowsAny<ArgumentException>(() => Wilson.Interval(successes, trials, confidence));
}
