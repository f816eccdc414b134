using CsCheck;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Unit.Reports;

public sealed class ControlFigureTests
{
    [Fact]
    public void Each_comparison_says_its_difference_interval_and_corrected_p()
    {
        var report = SyntheticReport.Create();
        var scene = ControlFigure.Draw(report)!;

        var titles = scene.All<Mark.Group>().Select(group => group.Title).ToList();
        Assert.Equal(report.Differences.Count, titles.Count);
        Assert.Contains("insecure less secure on petri-1.0: +31.1 points, interval +31.1 to +31.1, p (Holm) 1.000", titles);
        Assert.Contains(titles, title => title.StartsWith("backdoor with trigger less backdoor, plain on petri-1.0: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_below_zero_lies_left_of_one_above()
    {
        var report = SyntheticReport.Create();
        report = report with { Differences = [.. report.Differences.Select((difference, i) => difference with { Difference = i == 0 ? -.2 : .1, Low = null, High = null })] };

        var dots = ControlFigure.Draw(report)!.All<Mark.Dot>().Select(dot => dot.X).ToList();

        Assert.Single(dots.Distinct(), dots.Min());
        Assert.Equal(2, dots.Distinct().Count());
    }

    [Fact]
    public void One_model_on_a_side_has_a_point_without_an_interval_and_no_rate_has_neither()
    {
        var report = SyntheticReport.Create();
        report = report with { Differences = [report.Differences[0] with { Low = null, High = null, P = null, HolmP = null }, report.Differences[1] with { Difference = null, Low = null, High = null }] };

        var scene = ControlFigure.Draw(report)!;

        Assert.Single(scene.All<Mark.Dot>());
        Assert.Contains(scene.All<Mark.Group>(), group => group.Title.EndsWith("no interval, no test", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signed_axis_holds_its_values_and_zero_and_ends_on_ticks() =>
        Gen.Double[-1, 1].Array.Sample(values =>
        {
            var axis = SignedAxis.Over(values);
            Assert.InRange(axis.Minimum, -1, Math.Min(0, values.DefaultIfEmpty().Min()) + 1e-9);
            Assert.InRange(axis.Maximum, Math.Max(0, values.DefaultIfEmpty().Max()) - 1e-9, 1);
            Assert.Equal(axis.Minimum, axis.Ticks.First(), precision: 9);
            Assert.Equal(axis.Maximum, axis.Ticks.Last(), precision: 9);
            Assert.InRange(axis.Ticks.Count(), 2, 10);
        });
}
