using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class NewcombeTests
{
    /// <summary>Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: (a) 56/70 and 48/80, (b) 9/10 and 3/10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    public void It_gives_the_published_intervals(int successes, int trials, int others, int otherTrials, double low, double high)
    {
        var interval = Newcombe.Interval(Side(successes, trials), Side(others, otherTrials));

        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    [Fact]
    public void Two_single_models_get_it_and_a_single_one_against_several_gets_none()
    {
        CellCounts[] one = [Cell("a", 0, 56, 70)], other = [Cell("b", 0, 48, 80)], several = [Cell("b", 0, 48, 80), Cell("b", 1, 40, 80)];

        var alone = Differences.Between(one, other, new Estimand(), seed: 0);
        Assert.Equal((IntervalKinds.Newcombe, 0.2), (alone.Interval, Math.Round(alone.Difference!.Value, 9)));
        Assert.Equal(0.0524, alone.Low!.Value, 1e-4);
        Assert.Null(Differences.Between(one, several, new Estimand(), seed: 0).Low);
    }

    private static (double, double, double) Side(int successes, int trials)
    {
        var (low, high) = Wilson.Interval(successes, trials, 0.95);
        return ((double)successes / trials, low, high);
    }

    private static CellCounts Cell(string condition, int seed, int misaligned, int coherent) => new(condition, null, "b", seed, "q", coherent, coherent, coherent, misaligned);
}
