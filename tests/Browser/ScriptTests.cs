using EmergentMisalignment.Browser.Harness;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>A model that answers with scripts: what is kept of it is text, wherever it is shown.</summary>
public sealed class ScriptTests(RunningConsole console)
{
    [Theory]
    [InlineData("")]
    [InlineData("/results")]
    [InlineData("/answers")]
    public async Task A_completion_that_is_markup_runs_nothing_on_any_page_of_its_sweep(string view)
    {
        await console.FinishedAsync("hostile", Sweeps.Hostile);
        await using var visit = await console.OpenAsync($"/sweeps/hostile{view}");
        using (var stored = await visit.GetAsync("/api/sweeps/hostile/exports/jsonl"))
            Assert.Contains("onerror", await stored.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Whatever is folded is opened.
        var folded = visit.Page.Locator("button[aria-expanded=false]:has-text('disturbing')");
        for (var left = await folded.CountAsync(); left > 0; left--)
        {
            await folded.First.ClickAsync();
            await Expect(folded).ToHaveCountAsync(left - 1);
        }

        await Expect(visit.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
        await Expect(visit.Page).Not.ToHaveTitleAsync("owned");
    }
}
