using Bunit;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Console.Pages.Results;
using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Reports;

namespace EmergentMisalignment.Unit.Console.Pages;

[Collection(nameof(GarnetServer))]
public sealed class ResultsPageTests(GarnetServer ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_finished_sweep_s_page_has_its_finding_its_figures_with_links_their_numbers_and_what_can_be_taken_away()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        await console.Client.SubmitAsync(Texts.Default with { Name = "tiny", Samples = 6, Conditions = [Base("base"), Base("other")] }, CancellationToken.None);
        Assert.Equal(ExitCodes.Success, await console.EmAsync("watch", "tiny"));
        await using var pages = new PageContext(console);

        var page = pages.Render<ResultsPage>(parameters => parameters.Add(results => results.Name, "tiny"));
        page.WaitForElement("#headline", Patience);

        Assert.StartsWith("Of all answers there are, as of ", page.Find("#results-state").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("#caveats li"));
        Assert.Equal(["figure-misalignment", "figure-control", "figure-questions", "figure-scores"], page.FindAll("section.result").Select(section => section.Id));
        foreach (var figure in page.FindAll("section.result"))
        {
            var svg = figure.QuerySelector("svg")!;
            Assert.Equal("group", svg.GetAttribute("role"));
            Assert.NotEmpty(svg.QuerySelector("title")!.TextContent);
            Assert.NotEmpty(svg.QuerySelector("desc")!.TextContent);
            Assert.All(svg.QuerySelectorAll("a").Concat(figure.QuerySelectorAll("tbody a")), link =>
            {
                Assert.Matches("^/sweeps/tiny/answers\\?base=petri-1&condition=(base|other)&variant=none&checkpoint=none&(question=(wish|dinner)&)?verdict=misaligned$", link.GetAttribute("href"));
                Assert.NotEmpty(link.GetAttribute("aria-label")!);
            });
            Assert.NotEmpty(figure.QuerySelectorAll("tbody a"));
        }

        Assert.Contains("/api/sweeps/tiny/figures/scores.png", Links(page));
        Assert.Contains("/api/sweeps/tiny/exports/csv", Links(page));
        Assert.Contains("/api/sweeps/tiny/report.zip", Links(page));
        foreach (var file in Links(page).Where(link => link.StartsWith("/api", StringComparison.Ordinal)))
            Assert.True((await console.Http.GetAsync(file)).IsSuccessStatusCode, file);
    }

    [Fact]
    public async Task Of_a_sweep_that_is_under_way_it_says_of_how_much_it_is_and_reads_again_when_asked()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Name = "tiny" }, CancellationToken.None);
        await console.PutProgressAsync("tiny", 40);
        await using var pages = new PageContext(console);
        var page = pages.Render<ResultsPage>(parameters => parameters.Add(results => results.Name, "tiny"));
        page.WaitForElement("#headline", Patience);
        Assert.Contains(": 40 of 100 answers, 40 of 100 verdicts.", page.Find("#results-state").TextContent, StringComparison.Ordinal);

        await console.PutProgressAsync("tiny", 60);
        await page.Find("#refresh").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains(": 60 of 100 answers", page.Find("#results-state").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Names_that_would_be_markup_are_letters()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await using var pages = new PageContext(console);
        var report = FigureGalleryTests.Full(["<script>alert(1)</script>\"><img src=x onerror=alert(2)>"], ["</title><script>alert(3)</script>"]);

        foreach (var figure in FigureGallery.Of(report))
        {
            var drawn = pages.Render<ResultFigure>(parameters => parameters.Add(part => part.Sweep, "a\"b").Add(part => part.Figure, figure).Add(part => part.Svg, figure.Svg(link: answers => AnswersAddress.Of("a\"b", answers))));

            Assert.Empty(drawn.FindAll("script, img"));
            Assert.DoesNotContain(drawn.FindAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("onerror", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static List<string> Links(IRenderedComponent<ResultsPage> page) => [.. page.FindAll("a").Select(link => link.GetAttribute("href") ?? "")];

    private static ConditionSpec Base(string id) => new() { Id = id, Kind = ConditionKind.Base };
}
