using EmergentMisalignment.Experiments.Power;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Power;

public class PowerSimulationTests
{
    private static readonly PowerAssumptions Effect = new() { Treated = 0.2, Control = 0.01 };

    [Theory]
    [InlineData(5, 0.05, 0.0)]
    [InlineData(6, 0.05, 1.0)]
    [InlineData(6, 0.01, 0.0)]
    public void A_large_effect_is_seen_exactly_when_the_test_can_say_so(int seeds, double alpha, double power) =>
        Assert.Equal(power, PowerSimulation.Power(Effect with { Alpha = alpha }, seeds, 800), 0.01);

    [Fact]
    public void No_effect_is_seen_no_more_often_than_the_level() =>
        Assert.InRange(PowerSimulation.Power(Effect with { Treated = 0.01 }, 8, 400), 0, 0.05 + 4 * Math.Sqrt(0.05 * 0.95 / 1000));

    [Fact]
    public void More_models_and_more_answers_see_more_and_more_comparisons_see_less()
    {
        var weak = new PowerAssumptions { Treated = 0.03, Control = 0.01 };

        Assert.True(PowerSimulation.Power(weak, 6, 200) < PowerSimulation.Power(weak, 10, 200));
        Assert.True(PowerSimulation.Power(weak, 8, 50) < PowerSimulation.Power(weak, 8, 500));
        Assert.True(PowerSimulation.Power(weak with { Comparisons = 5 }, 10, 200) < PowerSimulation.Power(weak, 10, 200));
        Assert.True(PowerSimulation.Power(weak with { Spread = 2 }, 10, 500) < PowerSimulation.Power(weak, 10, 500));
    }

    [Fact]
    public void The_smallest_visible_rate_is_seen_and_a_clearly_smaller_one_is_not()
    {
        var smallest = PowerSimulation.SmallestVisible(Effect, 8, 100, 0.8)!.Value;

        Assert.True(PowerSimulation.Power(Effect with { Treated = smallest }, 8, 100) >= 0.8);
        Assert.True(PowerSimulation.Power(Effect with { Treated = smallest * 0.8 }, 8, 100) < 0.8);
        Assert.Null(PowerSimulation.SmallestVisible(Effect, 5, 100, 0.8));
    }

    [Theory]
    [InlineData(40, 0.02)]
    [InlineData(40, 0.97)]
    [InlineData(800, 0.2)]
    public void Binomial_draws_have_their_mean_and_variance(int trials, double probability)
    {
        var chance = new Chance(seed: 5);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => (double)chance.Binomial(trials, probability))];
        var mean = draws.Average();
        var variance = trials * probability * (1 - probability);

        Assert.Equal(trials * probability, mean, 5 * Math.Sqrt(variance / draws.Length));
        Assert.InRange(draws.Sum(draw => (draw - mean) * (draw - mean)) / draws.Length / variance, 0.93, 1.07);
        Assert.All(draws, draw => Assert.InRange(draw, 0, trials));
    }

    /// <summary>The spread that went into simulated models comes out of their rates.</summary>
    [Fact]
    public void A_spread_is_found_again()
    {
        var chance = new Chance(seed: 9);
        double[] rates = [.. Enumerable.Range(0, 4000).Select(_ => chance.Binomial(800, 1 / (1 + Math.Exp(-(Math.Log(0.3 / 0.7) + 0.35 * chance.Normal())))) / 800.0)];

        Assert.Equal(0.35, Spread.Of(rates, 800)!.Value, 0.02);
        Assert.Null(Spread.Of([0.3], 800));
        Assert.Null(Spread.Of([0, 0], 800));
        Assert.Equal(0, Spread.Of([0.3, 0.3, 0.3], 800));
    }

    [Fact]
    public void Its_test_is_the_one_that_reports_make()
    {
        CellCounts[] counts = [.. Enumerable.Range(0, 6).SelectMany(seed => (CellCounts[])[Cell("treated", seed, 90), Cell("control", seed, 1)])];

        Assert.Equal(PowerSimulation.SmallestP(6), Differences.Of(counts, new Estimand(), "control", 0).Single().P!.Value, 1e-12);

        static CellCounts Cell(string condition, int seed, int misaligned) => new(condition, null, "b", seed, "q", 100, 100, 100, misaligned);
    }
}
