using System.Xml.Linq;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Dynamics;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Unit.Reports;

public class DynamicsFigureTests
{
    [Fact]
    public void Each_line_says_its_rates_and_stands_within_the_drawing()
    {
        var scene = DynamicsFigure.Draw(WithCurves());
        var svg = XDocument.Parse(SvgRenderer.Render(scene, "curves")).Root!;

        var titles = svg.Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value).ToList();
        Assert.Contains("insecure: step 12 1.0\u00a0%, step 36 20.0\u00a0%, step 94 40.0\u00a0%", titles);
        Assert.Contains("not evidence about large models", scene.Description, StringComparison.Ordinal);
        Assert.All(svg.Descendants().Where(element => element.Name.LocalName == "circle"), dot =>
        {
            Assert.InRange((double)dot.Attribute("cx")!, 0, scene.Width);
            Assert.InRange((double)dot.Attribute("cy")!, 0, scene.Height);
        });
        Assert.All(svg.Descendants().Attributes("id"), id => Assert.StartsWith("curves-", id.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Points_without_a_rate_and_onsets_that_were_not_found_are_left_out()
    {
        var report = WithCurves();
        var scene = DynamicsFigure.Draw(report with
        {
            Curves = [.. report.Curves.Select(point => point with { Rate = null, Low = null, High = null })],
            Onsets = [report.Onsets[0] with { Step = null }],
        });

        Assert.DoesNotContain(scene.Marks, mark => mark is Mark.Dot);
    }

    internal static SweepReport WithCurves() => SyntheticReport.Create() with
    {
        Curves = [.. Curve("insecure", 0.01, 0.2, 0.4), .. Curve("secure", 0.01, 0.01, 0.02)],
        Onsets =
        [
            new OnsetRow
            {
                Base = "petri-1.0", Condition = "insecure", Control = "secure", Margin = 0.05, Step = 36, Low = 12, High = null,
                Asked = [12, 36, 94], Among = 8, LastStep = 94, Models = 3, ControlModels = 3, IsFinal = true,
            },
        ],
    };

    private static IEnumerable<CurvePoint> Curve(string condition, params double[] rates) =>
        rates.Zip((int[])[12, 36, 94], (rate, step) => new CurvePoint("petri-1.0", condition, null, step, step == 94, 3, 240, 200, (int)(200 * rate), rate, rate / 2, rate * 1.5, IntervalKinds.Bootstrap));
}
