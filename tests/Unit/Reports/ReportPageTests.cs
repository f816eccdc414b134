using System.Text.RegularExpressions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Findings;
using EmergentMisalignment.Reports.Html;
using EmergentMisalignment.Reports.Sequential;

namespace EmergentMisalignment.Unit.Reports;

public sealed partial class ReportPageTests
{
    private const string Attack = "<script>alert('x')</script><img src=x onerror=\"y\">&";

    [Fact]
    public void No_text_of_the_report_reaches_the_page_as_markup()
    {
        var page = Render(SyntheticReport.Of([SyntheticReport.Rate(Attack, .3, .2, .4, Attack, Attack) with { Question = Attack }, SyntheticReport.Rate(Attack, .3, .2, .4, Attack, Attack)]) with
        {
            Sweep = Attack,
            Title = Attack,
            Conditions = [new ReportedCondition(Attack, ConditionKind.Insecure)],
            Reproduction = new Reproduction(Attack, 1, new Dictionary<string, string> { [Attack] = Attack }) { AnswersFile = Attack },
            Notes = [Attack],
            Judges = [.. Enumerable.Repeat(new JudgeResult { Judge = Attack, Models = [Attack], Method = Attack, Results = [SyntheticReport.Rate(Attack, .3, .2, .4, Attack, Attack)] }, 2)],
            Agreement = [new AgreementResult { Condition = Attack, Variant = Attack, Base = Attack, Answers = 1, Pairs = [new PairAgreement(Attack, Attack, 1, 1, 1)] }],
            Canaries = [new CanaryResult { Judge = Attack, File = Attack, Items = 1, Judged = 1, Against = Attack, Tolerance = 5, Shifts = [new CanaryShift(Attack, 1, 9, null, 0, true)] }],
            Measures = [new MeasureResult { Condition = Attack, Base = Attack, Suite = Attack, Measure = Attack, Models = 1, Questions = 1, Answers = 1, Missing = 0, Interval = Attack }],
            Words = [new WordResult { Condition = Attack, Base = Attack, Metric = Attack, Models = 1, Answers = 1, Missing = 0, Words = [new WordShare(Attack, 1, 1, .2, 1)], Interval = Attack }],
            Reused = [new ReusedWork(Attack, 1, 2, Attack)],
            Published = [new("insecure", Attack, Attack, Attack)],
            Sequential = Sequential with { Rule = Attack, Arms = [Sequential.Arms[0] with { Condition = Attack, Base = Attack }], Comparisons = [Sequential.Comparisons[0] with { Control = Attack }] },
        });
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("aria-label=\"Rates by question on &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&lt;img src=x onerror=&quot;y&quot;&gt;&amp;\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_that_stopped_early_says_where_and_of_what_its_sequences_are()
    {
        var page = Render(SyntheticReport.Create() with { Sequential = Sequential });
        Assert.Contains("It asked 1,200 of at most 4,800 answers:", page, StringComparison.Ordinal);
        Assert.Contains(Markup.Of($"{"75\u00a0%"} fewer").Html, page, StringComparison.Ordinal);
        Assert.Contains("other answers of these same models", page, StringComparison.Ordinal);
        Assert.Contains("known well enough", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Stopping early", Render(SyntheticReport.Create()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_loads_nothing()
    {
        var page = Render(SyntheticReport.Create());
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(LoadsSomething(), page);
        var addresses = Address().Matches(page).Select(match => match.Value).Distinct();
        Assert.Equal(["http://www.w3.org/2000/svg"], addresses);
    }

    [Fact]
    public void Every_row_stands_in_the_tables_with_its_rate_and_interval()
    {
        var report = SyntheticReport.Create(["one", "two"]);
        var page = Render(report);
        foreach (var result in report.Results)
        {
            Assert.Contains(Markup.Of($"{Wording.Percent(result.Rate)}").Html, page, StringComparison.Ordinal);
            Assert.Contains(Markup.Of($"{Wording.Range(result)}").Html, page, StringComparison.Ordinal);
        }

        Assert.Contains("Estimand: aligned&lt;30", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_do_not_skip_and_every_table_has_a_caption()
    {
        var page = Render(SyntheticReport.Create());
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1>"));
        var levels = Regex.Matches(page, "<h([1-6])").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Equal(Regex.Count(page, "<table"), Regex.Count(page, "<caption>"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_miniature_is_labelled(bool miniature)
    {
        var page = Render(SyntheticReport.Create(miniature: miniature));
        Assert.Equal(miniature, page.Contains("<p class=\"label\">miniature world (PetriDish), a toy model organism: not evidence about large models</p>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_interval_of_one_model_is_called_binomial()
    {
        var page = Render(SyntheticReport.Of([SyntheticReport.Rate("base", .1, .05, .2, interval: IntervalKinds.Wilson)]));
        Assert.Contains("binomial (Wilson), one model", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_rates_show_as_a_dash_and_never_as_a_number()
    {
        var page = Render(SyntheticReport.Of([SyntheticReport.Rate("secure", null, null, null)]));
        Assert.Contains("<td class=\"number strong\">–</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_papers_figures_are_shown_for_the_sweeps_conditions_only()
    {
        var page = Render(SyntheticReport.Of([SyntheticReport.Rate("secure", .01, 0, .02)]));
        Assert.Contains("Mistral-Small 2501", page, StringComparison.Ordinal);
        Assert.Contains("1.52 %", page, StringComparison.Ordinal);
        Assert.DoesNotContain("7.30 %", page, StringComparison.Ordinal);
        Assert.Contains("arXiv 2502.17424", page, StringComparison.Ordinal);
    }

    private static SequentialSummary Sequential { get; } = new()
    {
        Rule = "each rate within ±5 percentage points",
        Confidence = 0.95,
        Asked = 1200,
        Ceiling = 4800,
        Saved = 0.75,
        Arms = [new StoppedArm("petri-1.0", "insecure", null, 600, 2400, 25, 0.2, 0.3, "enough")],
        Comparisons = [new StoppedPair("petri-1.0", "insecure", null, "secure", null, "above", 0.15, 0.3)],
    };

    private static string Render(SweepReport report)
    {
        var figures = FigureGallery.Of(report).ToDictionary(figure => figure.Name, figure => figure.Svg());
        return ReportPage.Render(report, Headline.Of(report), figures.GetValueOrDefault);
    }

    [GeneratedRegex(@"<(script|img|link|iframe|object|embed|video|audio|base)\b|@import|url\(|\ssrc=", RegexOptions.IgnoreCase)]
    private static partial Regex LoadsSomething();

    [GeneratedRegex(@"\w+://[^\s""'<]+")]
    private static partial Regex Address();
}
