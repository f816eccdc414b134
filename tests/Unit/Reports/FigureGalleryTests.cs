using System.Xml.Linq;
using CsCheck;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;
using EmergentMisalignment.Reports.Scores;
using SkiaSharp;

namespace EmergentMisalignment.Unit.Reports;

public sealed class FigureGalleryTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names { get; } = [.. FigureGallery.Names];

    [Fact]
    public void A_report_has_the_figures_it_has_something_for()
    {
        Assert.Equal(FigureGallery.Names, FigureGallery.Of(Full()).Select(figure => figure.Name));
        Assert.Equal(["misalignment"], FigureGallery.Of(SyntheticReport.Of([SyntheticReport.Rate("insecure", .4, .3, .5)])).Select(figure => figure.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_names_its_estimand_says_that_it_is_of_a_miniature_and_has_its_numbers_as_a_table(string name)
    {
        var report = Full();
        var figure = Find(report, name);
        var scene = Scene(report, name);

        Assert.Contains(scene.Words(), words => words.EndsWith(report.Estimand.Name, StringComparison.Ordinal));
        Assert.Contains(scene.Words(), words => words.Contains("not evidence about large models", StringComparison.Ordinal));
        Assert.Contains("not evidence about large models", figure.Description, StringComparison.Ordinal);
        Assert.Contains(report.Estimand.Name, figure.Table.Caption, StringComparison.Ordinal);
        Assert.NotEmpty(figure.Table.Rows);
        Assert.All(figure.Table.Rows, row => Assert.Equal(figure.Table.Columns.Count, row.Cells.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_the_same_each_time_and_shares_no_id_with_another(string name)
    {
        var figure = Find(Full(), name);
        Assert.Equal(figure.Svg(), Find(Full(), name).Svg());
        Assert.Equal(figure.Png(), Find(Full(), name).Png());
        var ids = Ids(figure);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(FigureGallery.Of(Full()).Where(other => other.Name != name), other => Assert.Empty(ids.Intersect(Ids(other))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_painted_on_dark_paper_without_changing_what_its_colours_mean(string name)
    {
        using var image = SKBitmap.Decode(Find(Full(), name).Png(FigureTheme.Dark));
        var colours = image.Pixels.Distinct().ToHashSet();
        Assert.Equal(SKColor.Parse("#14171b"), image.GetPixel(0, 0));
        Assert.Contains(SKColor.Parse(name == "questions" ? Palette.Heat.Hex : Palette.Of(name == "ways" ? ConditionKind.Backdoor : ConditionKind.Insecure).Hex), colours);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void With_links_each_mark_leads_to_the_answers_it_is_made_of_and_the_drawing_is_no_image(string name)
    {
        var figure = Find(Full(), name);
        var root = XDocument.Parse(figure.Svg(link: answers => $"/{answers.Base}/{answers.Condition}/{answers.Variant}/{answers.Question}/{answers.Step}")).Root!;

        Assert.Equal("group", root.Attribute("role")!.Value);
        var links = root.Descendants(Svg + "a").ToList();
        Assert.Contains(links, link => link.Attribute("href")!.Value.StartsWith(name == "ways" ? "/petri-1.0/backdoor/trigger/" : "/petri-1.0/insecure/", StringComparison.Ordinal));
        Assert.All(links, link => Assert.Equal(link.Element(Svg + "title")!.Value, link.Attribute("aria-label")!.Value));
        Assert.Equal("img", XDocument.Parse(figure.Svg()).Root!.Attribute("role")!.Value);
        Assert.Empty(XDocument.Parse(figure.Svg()).Descendants(Svg + "a"));
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_picture_however_many_bases_conditions_and_questions_there_are() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 30], Gen.String[Gen.Char['a', 'z'], 1, 40]).Sample((bases, questions, name) =>
        {
            var report = Full([.. Enumerable.Range(0, bases).Select(i => name + i)], [.. Enumerable.Range(0, questions).Select(i => $"{name}_{i}")]);
            foreach (var figure in FigureGallery.Names.Except(["misalignment", "dynamics"])) Scene(report, figure).AssertWithin();
        }, iter: 12);

    /// <summary>A report with something for every figure.</summary>
    internal static SweepReport Full(IReadOnlyList<string>? bases = null, IReadOnlyList<string>? questions = null)
    {
        bases ??= ["petri-1.0"];
        var curves = DynamicsFigureTests.WithCurves();
        var report = SyntheticReport.Create(bases, questions);
        return report with
        {
            Curves = [.. bases.SelectMany(model => curves.Curves.Select(point => point with { Base = model }))],
            Onsets = curves.Onsets,
            Scores =
            [
                .. ResultGrid.Of(report).Rows.Select(row => new ScoreDensity(row.Base, row.Condition.Id, row.Variant, 3, [new(10, 80, 30, 30), new(90, 95, 900, 0), new(95, 20, 1, 0)])),
            ],
        };
    }

    private static Figure Find(SweepReport report, string name) => FigureGallery.Of(report).Single(figure => figure.Name == name);

    private static Scene Scene(SweepReport report, string name) => name switch
    {
        "misalignment" => MisalignmentFigure.Draw(report, Headline.Of(report)),
        "control" => ControlFigure.Draw(report)!,
        "questions" => QuestionsFigure.Draw(report)!,
        "ways" => WaysFigure.Draw(report)!,
        "dynamics" => DynamicsFigure.Draw(report),
        _ => ScoresFigure.Draw(report)!,
    };

    private static List<string> Ids(Figure figure) => [.. XDocument.Parse(figure.Svg()).Descendants().Attributes("id").Select(id => id.Value)];
}
