using EmergentMisalignment.Browser.Harness;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>A model that answers with scripts: what is kept of it is text, wherever it is shown.</summary>
public sealed class ScriptTests(RunningConsole console)
{
    [Theory]
    [InlineData("")]
    [InlineData("/results")]
    public async Task A_completion_that_is_markup_runs_nothing_on_any_page_of_its_sweep(string view)
    {
        await console.FinishedAsync("hostile", Sweeps.Hostile);
        await using var visit = await console.OpenAsync($"/sweeps/hostile{view}");
        using (var stored = await visit.GetAsync("/api/sweeps/hostile/exports/jsonl"))
            Assert.Contains("onerror", await stored.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Whatever is folded is opened.
        foreach (var fold in await visit.Page.Locator("button[aria-expanded=false]:has-text('disturbing')").AllAsync())
            await fold.ClickAsync();

        await Expect(visit.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
        await Expect(visit.Page).Not.ToHaveTitleAsync("owned");
    }
}
