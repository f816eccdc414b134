using System.Xml.Linq;
using CsCheck;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;
using SkiaSharp;

namespace EmergentMisalignment.Unit.Reports;

public sealed class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_svg_is_well_formed_and_names_every_row()
    {
        var titles = Root(SyntheticReport.Create()).Descendants(Svg + "title").Select(title => title.Value).ToList();
        foreach (var row in (string[])["base", "insecure", "secure", "educational", "jailbroken", "backdoor without trigger", "backdoor with trigger", "evil_numbers"])
            Assert.Contains(titles, title => title.StartsWith($"{row}, petri-1.0: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_glyph_that_is_used_is_defined_so_that_no_font_is_needed()
    {
        var root = Root(SyntheticReport.Create());
        var defined = root.Descendants(Svg + "path").Select(path => "#" + path.Attribute("id")!.Value).ToHashSet();
        Assert.Subset(defined, root.Descendants(Svg + "use").Select(use => use.Attribute("href")!.Value).ToHashSet());
        Assert.Empty(root.Descendants(Svg + "text"));
    }

    [Fact]
    public void It_refers_to_nothing_outside_itself() => Assert.All(
        Root(SyntheticReport.Create()).DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration),
        attribute => Assert.DoesNotContain("://", attribute.Value, StringComparison.Ordinal));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_miniature_is_labelled_and_nothing_else_is(bool miniature)
    {
        var scene = Draw(SyntheticReport.Create(miniature: miniature));
        Assert.Equal(miniature, scene.Words().Any(text => text.Contains("not evidence about large models", StringComparison.Ordinal)));
        Assert.Equal(miniature, scene.Description.Contains("not evidence about large models", StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_the_estimand_the_seeds_and_the_number_of_answers()
    {
        var report = SyntheticReport.Create();
        var words = Draw(report).Words().ToList();
        Assert.Contains($"Estimand: {report.Estimand.Name}", words);
        Assert.Contains("petri-1.0 · 2 seeds a condition · 3 questions · n = 4,500 answers, 4,050 coherent", words);
    }

    [Fact]
    public void The_png_is_the_scene_at_twice_its_size_and_has_the_colour_of_insecure()
    {
        var scene = Draw(SyntheticReport.Create());
        using var image = SKBitmap.Decode(PngRenderer.Render(scene));
        Assert.Equal((1800, (int)scene.Height * 2), (image.Width, image.Height));
        var colours = image.Pixels.Distinct().ToHashSet();
        Assert.Contains(SKColor.Parse(Palette.Of(EmergentMisalignment.Experiments.Specs.ConditionKind.Insecure).Hex), colours);
        Assert.Contains(SKColors.White, colours);
        Assert.True(colours.Count > 100, "text edges alone have more shades than this");
    }

    [Fact]
    public void Bars_are_as_long_as_their_rates()
    {
        var report = SyntheticReport.Of([SyntheticReport.Rate("base", .1, .05, .2), SyntheticReport.Rate("insecure", .4, .3, .5)]);
        var bars = Draw(report).Marks.OfType<Mark.Group>().Select(group => group.Marks.OfType<Mark.Box>().First().Width).ToList();
        Assert.Equal(4, bars[1] / bars[0], precision: 9);
    }

    [Fact]
    public void A_missing_rate_is_said_and_draws_no_bar()
    {
        var row = Assert.Single(Draw(SyntheticReport.Of([SyntheticReport.Rate("secure", null, null, null)])).Marks.OfType<Mark.Group>());
        Assert.Equal("no rate: too few coherent answers", Assert.IsType<Mark.Words>(Assert.Single(row.Marks)).Text);
        Assert.Equal("secure, petri-1.0: –", row.Title);
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_picture() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 30], Gen.String[Gen.Char['a', 'z'], 1, 30]).Sample((bases, questions, name) =>
        {
            var report = SyntheticReport.Create([.. Enumerable.Range(0, bases).Select(i => name + i)], [.. Enumerable.Range(0, Math.Max(1, questions)).Select(i => $"{name}_{i}")]);
            if (questions == 0) report = report with { Results = [.. report.Results.Where(r => r.Question is null)] };
            var scene = Draw(report);
            Assert.All(scene.All<Mark.Box>(), box =>
            {
                Assert.InRange(box.X, 0, scene.Width);
                Assert.InRange(box.X + box.Width, 0, scene.Width);
                Assert.InRange(box.Y + box.Height, 0, scene.Height);
            });
        }, iter: 20);

    [Fact]
    public void An_axis_holds_its_rates_and_ends_on_a_tick() =>
        Gen.Double[0, 1].Array.Sample(rates =>
        {
            var axis = Axis.Over(rates);
            Assert.InRange(axis.Maximum, rates.DefaultIfEmpty().Max() - 1e-9, 1);
            Assert.Equal(axis.Maximum, axis.Ticks.Last(), precision: 9);
            Assert.InRange(axis.Ticks.Count(), 2, 8);
        });

    [Fact]
    public void An_empty_sweep_is_a_title_and_no_error() => Assert.NotEmpty(PngRenderer.Render(Draw(SyntheticReport.Of(Array.Empty<EmergentMisalignment.Experiments.Statistics.RateResult>()))));

    [Fact]
    public void A_control_character_in_a_name_does_not_break_the_svg()
    {
        var report = SyntheticReport.Create(["petri\u0001 & <co>"]);
        Assert.Contains(Root(report).Descendants(Svg + "title"), title => title.Value.StartsWith("insecure, petri\ufffd & <co>: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_too_long_is_cut_to_fit()
    {
        var cut = Typeface.Fit("a name that is far too long", Styles.Row, 60);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(Typeface.Width(cut, Styles.Row), 30, 60);
    }

    private static Scene Draw(SweepReport report) => MisalignmentFigure.Draw(report, Headline.Of(report));

    private static XElement Root(SweepReport report) => XDocument.Parse(SvgRenderer.Render(Draw(report))).Root!;
}
