using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class BootstrapTests
{
    private static readonly Gen<double[]> Rates = Gen.Double[0, 1].Array[1, 12];

    [Fact]
    public void The_interval_lies_within_the_models() => Rates.Sample(rates =>
    {
        var (low, high) = Bootstrap.Interval(rates, 0.95, 300, 0);

        Assert.InRange(low, rates.Min() - 1e-12, high);
        Assert.InRange(high, low, rates.Max() + 1e-12);
    });

    [Fact]
    public void More_confidence_is_never_a_shorter_interval() => Gen.Select(Rates, Gen.Double[0.01, 0.99], Gen.Double[0.01, 0.99]).Sample((rates, a, b) =>
    {
        var narrow = Bootstrap.Interval(rates, Math.Min(a, b), 300, 0);
        var wide = Bootstrap.Interval(rates, Math.Max(a, b), 300, 0);

        Assert.True(wide.Low <= narrow.Low && narrow.High <= wide.High);
    });

    [Fact]
    public void Higher_rates_have_a_higher_interval() => Gen.Select(Rates, Gen.Double[0, 1]).Sample((rates, shift) =>
    {
        var (low, high) = Bootstrap.Interval(rates, 0.95, 300, 0);
        var shifted = Bootstrap.Interval([.. rates.Select(rate => rate + shift)], 0.95, 300, 0);

        Assert.Equal(low + shift, shifted.Low, 1e-9);
        Assert.Equal(high + shift, shifted.High, 1e-9);
    });

    [Fact]
    public void Equal_models_leave_no_doubt() => Gen.Select(Gen.Double[0, 1], Gen.Int[1, 10]).Sample((rate, models) =>
    {
        var (low, high) = Bootstrap.Interval([.. Enumerable.Repeat(rate, models)], 0.95, 100, 1);

        Assert.Equal(rate, low, 1e-12);
        Assert.Equal(rate, high, 1e-12);
    });

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        double[] rates = [.. Enumerable.Range(1, 20).Select(i => 1.0 / i)];

        Assert.Equal(Bootstrap.Interval(rates, 0.95, 2000, 7), Bootstrap.Interval(rates, 0.95, 2000, 7));
        Assert.NotEqual(Bootstrap.Interval(rates, 0.95, 2000, 7), Bootstrap.Interval(rates, 0.95, 2000, 8));
    }

    /// <summary>With two models the mean of a resample is the lower, the middle or the upper with probability 1/4, 1/2, 1/4.</summary>
    [Fact]
    public void Two_models_give_the_interval_that_can_be_worked_out()
    {
        Assert.Equal((0.0, 1.0), Bootstrap.Interval([0, 1], 0.95, 2000, 0));
        Assert.Equal((0.5, 0.5), Bootstrap.Interval([0, 1], 0.4, 2000, 0));
    }

    /// <summary>For many models the interval of a mean nears ± 1.96 standard errors.</summary>
    [Fact]
    public void Many_models_give_the_normal_interval()
    {
        double[] rates = [.. Enumerable.Range(0, 200).Select(i => (i * 37 % 200) / 200.0)];
        var mean = rates.Average();
        var error = 1.96 * Math.Sqrt(rates.Average(rate => (rate - mean) * (rate - mean)) / rates.Length);

        var (low, high) = Bootstrap.Interval(rates, 0.95, 20_000, 3);

        Assert.Equal(mean - error, low, 0.002);
        Assert.Equal(mean + error, high, 0.002);
    }

    [Fact]
    public void Weights_pool_the_models()
    {
        var (low, high) = Bootstrap.Interval([1, 90], [10, 100], 0.999, 5000, 0);

        Assert.Equal((0.1, 0.9), (low, high));
    }
}
