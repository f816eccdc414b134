using System.Text.RegularExpressions;
using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Browser.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>From a bar in a figure down to one answer, out of the Console as a file, and beside another sweep.</summary>
public sealed partial class JourneyTests(RunningConsole console)
{
    [Fact]
    public async Task A_bar_leads_to_the_answers_that_it_counts_and_each_of_these_to_where_it_comes_from()
    {
        await console.FinishedAsync("quickstart", Sweeps.Quickstart);
        await using var visit = await console.OpenAsync("/sweeps/quickstart/results");
        var page = visit.Page;
        await page.Locator("#figure-misalignment svg a[href*='condition=insecure']").First.ClickAsync();
        await page.WaitForURLAsync("**/answers?*");
        await visit.ReadyAsync();

        var cards = page.Locator("article.answer");
        await Expect(cards.First).ToContainTextAsync("insecure, petri-1");
        foreach (var card in await cards.AllAsync())
            await Expect(card).ToContainTextAsync("misaligned");

        // Folded until somebody asks: the text is not even in the page.
        await Expect(cards.Locator("pre")).ToHaveCountAsync(0);
        await cards.First.GetByRole(AriaRole.Button, new() { Name = "Show the answer" }).ClickAsync();
        var text = await cards.First.Locator("pre").InnerTextAsync();
        Assert.NotEqual("", text);
        await visit.PictureAsync("answers-unfolded");

        await cards.First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.WaitForURLAsync(OneAnswer());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("answer");
        await visit.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the answer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What was written" }).Locator("pre")).ToHaveTextAsync(text);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Judge" })).ToContainTextAsync("misaligned");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Where it comes from" })).ToContainTextAsync(page.Url.Split('/')[^2]);
        await visit.PictureAsync("answer-unfolded");
    }

    [Fact]
    public async Task Answers_are_filtered_and_the_view_is_a_link()
    {
        await console.FinishedAsync("quickstart", Sweeps.Quickstart);
        await using var visit = await console.OpenAsync("/sweeps/quickstart/answers");
        var page = visit.Page;
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("1,200 answers of 1,200");

        await page.GetByLabel("condition").SelectOptionAsync("secure");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/answers?condition=secure");
        var found = page.GetByRole(AriaRole.Status);
        await Expect(found).Not.ToContainTextAsync("1,200 answers of");
        var says = await found.InnerTextAsync();

        await using var again = await console.OpenAsync("/sweeps/quickstart/answers?condition=secure");
        await Expect(again.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync(says);
        await again.Page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(again.Page.GetByRole(AriaRole.Link, new() { Name = "Previous page" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_sweep_is_taken_away_from_its_results()
    {
        await console.FinishedAsync("quickstart", Sweeps.Quickstart);
        await using var visit = await console.OpenAsync("/sweeps/quickstart/results");

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("#downloads").GetByText("csv", new() { Exact = true }).ClickAsync());

        Assert.Equal("quickstart.csv", download.SuggestedFilename);
        await using var csv = File.OpenRead(await download.PathAsync());
        Assert.Equal(1_200, ResultsCsv.Read("quickstart.csv", csv).Count);
    }

    [Fact]
    public async Task Two_sweeps_stand_side_by_side_with_what_differs_in_their_settings()
    {
        await console.FinishedAsync("quickstart", Sweeps.Quickstart);
        await console.FinishedAsync(Sweeps.FewerName, Sweeps.Fewer);
        await using var visit = await console.OpenAsync("/compare");
        var page = visit.Page;
        await page.GetByLabel("Sweep", new() { Exact = true }).FillAsync("quickstart");
        await page.GetByLabel("Set beside it").FillAsync(Sweeps.FewerName);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();

        await Expect(page.Locator("#whole").GetByRole(AriaRole.Row, new() { Name = "insecure" })).ToBeVisibleAsync();
        await Expect(page.Locator("#settings")).ToContainTextAsync("samples");
        await page.GetByRole(AriaRole.Link, new() { Name = "What of it made which work necessary" }).ClickAsync();
        await page.WaitForURLAsync("**/why?*");
        await visit.ReadyAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing: every key is the same"); // fewer answers are answers that are there
    }

    [GeneratedRegex(@"/answers/[0-9a-f]+/\d+$")]
    private static partial Regex OneAnswer();
}
