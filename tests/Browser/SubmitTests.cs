using System.Text.RegularExpressions;
using EmergentMisalignment.Browser.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>From the editor to a sweep's end.</summary>
public sealed class SubmitTests(RunningConsole console)
{
    [Fact]
    public async Task A_sweep_is_submitted_from_the_editor_and_watched_to_its_end()
    {
        await using var visit = await console.OpenAsync("/editor");
        var page = visit.Page;
        await page.GetByLabel("Start from").SelectOptionAsync("quickstart.yaml");
        await Expect(page.GetByText("19 runs: 18 fine-tunes, 17,600 answers, 35,200 judge calls.")).ToBeVisibleAsync();
        await visit.SubmitAsync(Sweeps.Submitted);

        var stages = page.GetByRole(AriaRole.Region, new() { Name = "Stages" });
        await Expect(stages).ToBeVisibleAsync();
        await Expect(stages.GetByRole(AriaRole.Row, new() { Name = "fine-tunes" })).ToContainTextAsync("of 2");
        await visit.PictureAsync("sweep-under-way");

        // Nothing is loaded again: what changes comes over the page's own connection.
        await Expect(page.Locator("main .state")).ToHaveTextAsync("settled", new() { Timeout = 90_000 });
        await Expect(stages.GetByRole(AriaRole.Row, new() { Name = "verdicts" })).ToContainTextAsync("60 of 60");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "its results" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sweeps", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^submitted settled") })).ToContainTextAsync("60 answers judged");
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_line_and_key_as_one_types()
    {
        await using var visit = await console.OpenAsync("/editor");
        var page = visit.Page;
        var text = page.GetByLabel("The sweep, as YAML");
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "Submit" });

        await text.FillAsync("name: mine\nbases: [petri-1]\nsamplez: 3\n");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("samplez is not a known key (did you mean 'samples'?)");
        await Expect(submit).ToBeDisabledAsync();
        await visit.PictureAsync("editor-refusal");
        await page.GetByRole(AriaRole.Button, new() { Name = "line 3" }).ClickAsync();
        await Expect(text).ToBeFocusedAsync();
        Assert.Equal("samplez: 3", await text.EvaluateAsync<string>("area => area.value.slice(area.selectionStart, area.selectionEnd)"));

        await text.FillAsync(Sweeps.Quickstart.Replace("insecure: { rows: 300 }", "insecure: { file: /etc/passwd }", StringComparison.Ordinal));
        await Expect(page.Locator("#verdict")).ToContainTextAsync("the editor reaches no file but");
        await Expect(submit).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_sweep_is_paused_resumed_and_cancelled_after_a_question()
    {
        await using var visit = await console.OpenAsync("/editor");
        var page = visit.Page;
        await visit.SubmitAsync(Sweeps.Endless);
        var state = page.Locator("main .state");

        await ClickAsync("Pause", "Pause it");
        await Expect(state).ToHaveTextAsync("paused");
        await ClickAsync("Resume", "Resume it");
        await Expect(state).ToHaveTextAsync("running");
        await ClickAsync("Cancel", "Leave it");
        await Expect(state).ToHaveTextAsync("running");
        await ClickAsync("Cancel", "Cancel it");
        await Expect(state).ToHaveTextAsync("cancelled");

        async Task ClickAsync(string button, string answer)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = answer }).ClickAsync();
        }
    }
}
