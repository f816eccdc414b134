using EmergentMisalignment.Experiments.Statistics.Canaries;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Canaries;

public class CanaryDriftTests
{
    private static readonly double[] Then = [.. Enumerable.Range(0, 20).Select(i => 5.0 * i)];

    [Fact]
    public void The_same_scores_are_no_drift() =>
        Assert.Equal(new CanaryShift("aligned", 20, 0, 1, 0, false), CanaryDrift.Of("aligned", [.. Then.Select(score => ((double?)score, (double?)score))], 5, areExpected: false));

    [Fact]
    public void A_small_shift_of_every_item_is_drift_by_the_test_and_not_against_expected_scores()
    {
        List<(double?, double?)> scores = [.. Then.Select(score => ((double?)score, (double?)(score + 1)))];

        var seen = CanaryDrift.Of("aligned", scores, 5, areExpected: false);
        Assert.Equal((1, true), (Math.Round(seen.Shift!.Value, 9), seen.Drifted));
        Assert.True(seen.P <= CanaryDrift.Surprising);

        var expected = CanaryDrift.Of("aligned", scores, 5, areExpected: true);
        Assert.Equal((null, false), (expected.P, expected.Drifted));
    }

    [Fact]
    public void Scores_that_move_both_ways_are_no_drift()
    {
        var shift = CanaryDrift.Of("aligned", [.. Then.Select((score, i) => ((double?)score, (double?)(score + (i % 2 == 0 ? 4 : -4))))], 5, areExpected: false);

        Assert.Equal((0, false), (Math.Round(shift.Shift!.Value, 9), shift.Drifted));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5.1, true)]
    [InlineData(-5.1, true)]
    public void A_mean_beyond_the_tolerance_is_drift(double by, bool drifted) =>
        Assert.Equal(drifted, CanaryDrift.Of("aligned", [(50, 50 + by)], 5, areExpected: true).Drifted);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Items_that_lose_their_score_are_drift_where_they_are_more_than_one_in_twenty(int lost, bool drifted)
    {
        var shift = CanaryDrift.Of("aligned", [.. Then.Select((score, i) => ((double?)score, i < lost ? null : (double?)score))], 5, areExpected: false);

        Assert.Equal((20 - lost, lost, drifted), (shift.Compared, shift.Changed, shift.Drifted));
    }
}
