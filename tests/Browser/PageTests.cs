using EmergentMisalignment.Browser.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EmergentMisalignment.Browser;

/// <summary>What holds of every page.</summary>
public sealed class PageTests(RunningConsole console)
{
    private const string Finished = "/sweeps/quickstart";

    /// <summary>Stands for the address of an answer, which is known once there are any.</summary>
    private const string OneAnswer = $"{Finished}/answers/one";

    /// <summary>A page's name on its pictures, and its address.</summary>
    public static TheoryData<string, string> Pages { get; } = new()
    {
        { "sweeps", "/" },
        { "sweep", Finished },
        { "results", $"{Finished}/results" },
        { "answers", $"{Finished}/answers" },
        { "answer", OneAnswer },
        { "editor", "/editor" },
        { "compare", $"/compare?left=quickstart&right={Sweeps.FewerName}" },
        { "why", $"/why?left=quickstart&right={Sweeps.FewerName}" },
        { "pools", "/pools" },
        { "errors", "/errors" },
        { "no-such-sweep", "/sweeps/nothing" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_the_light_and_the_dark_at_both_widths(string name, string path)
    {
        await console.FinishedAsync("quickstart", Sweeps.Quickstart);
        if (path.Contains(Sweeps.FewerName, StringComparison.Ordinal))
            await console.FinishedAsync(Sweeps.FewerName, Sweeps.Fewer);

        if (path == OneAnswer)
            path = await console.AnswerAsync("quickstart");

        foreach (var window in (Window[])[new(1280), new(390), new(1280, ColorScheme.Dark), new(390, ColorScheme.Dark)])
        {
            await using var visit = await console.OpenAsync(path, window);
            await visit.PictureAsync(name);
            await visit.ShouldBeAccessibleAsync();
            Assert.EndsWith(" · EmergentMisalignment", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_colours_that_were_chosen_stay()
    {
        await using var visit = await console.OpenAsync("/");
        var page = visit.Page;
        var bar = page.Locator("header").First;
        var light = await bar.EvaluateAsync<string>("bar => getComputedStyle(bar).backgroundColor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Colours" }).ClickAsync();
        await page.GetByText("Dark", new() { Exact = true }).ClickAsync();
        await Expect(bar).Not.ToHaveCSSAsync("background-color", light);

        await page.ReloadAsync();
        await visit.ReadyAsync();
        await Expect(bar).Not.ToHaveCSSAsync("background-color", light);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Expect(bar).Not.ToHaveCSSAsync("background-color", light);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_at_once_and_a_narrow_window_folds_the_navigation()
    {
        await using var visit = await console.OpenAsync("/", Window.Narrow);
        var page = visit.Page;
        var errors = page.GetByRole(AriaRole.Link, new() { Name = "Errors" });
        await Expect(errors).Not.ToBeInViewportAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await errors.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Errors" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_address_without_a_page_is_answered_in_the_pages_own_dress()
    {
        await using var visit = await console.OpenAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere") { Headers = { { "Accept", "text/html" } } };
        using var response = await console.Http.SendAsync(request);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        Assert.StartsWith("<!DOCTYPE html>", (await response.Content.ReadAsStringAsync()).TrimStart(), StringComparison.OrdinalIgnoreCase);
    }
}
