using EmergentMisalignment.Browser.Harness;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>A model that answers with scripts: what is kept of it is text, wherever it is shown.</summary>
public sealed class ScriptTests(RunningConsole console)
{
    /// <summary>The pages of its sweep, and how many of its completions each has.</summary>
    [Theory]
    [InlineData("", 0)]
    [InlineData("/results", 0)]
    [InlineData("/answers", 4)]
    public async Task A_completion_that_is_markup_is_letters_and_runs_nothing_on_any_page_of_its_sweep(string view, int completions)
    {
        await console.FinishedAsync("hostile", Sweeps.Hostile);
        Assert.Contains("onerror", await console.Http.GetStringAsync("/api/sweeps/hostile/exports/jsonl"), StringComparison.Ordinal);
        await using var visit = await console.OpenAsync($"/sweeps/hostile{view}");

        // Whatever is folded is opened.
        var folded = visit.Page.Locator("button.fold[aria-expanded=false]");
        for (var left = completions; left > 0; left--)
        {
            await Expect(folded).ToHaveCountAsync(left);
            await folded.First.ClickAsync();
        }

        await Expect(folded).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("pre.text")).ToHaveTextAsync(Enumerable.Repeat(HostileProvider.Completion, completions));
        await Expect(visit.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
        await Expect(visit.Page).Not.ToHaveTitleAsync("owned");
    }
}
