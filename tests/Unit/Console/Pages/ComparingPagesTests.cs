using Bunit;
using EmergentMisalignment.Console.Pages.Comparing;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console.Pages;

[Collection(nameof(GarnetServer))]
public sealed class ComparingPagesTests(GarnetServer ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Before_any_number_stands_why_it_may_not_be_compared_and_below_what_differs()
    {
        await using var console = await StartAsync();
        await using var pages = new PageContext(console);
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo("/compare?left=first&right=second");

        var page = pages.Render<ComparePage>();
        page.WaitForElement("#settings", Patience);

        Assert.Contains("The answers are sampled in two ways", page.Find("[data-warning]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Under way, and read of what is there so far: first and second.", page.Find("#so-far").TextContent);
        Assert.Equal(["sampling.temperature", "1", "0.5"], page.FindAll("#settings tbody tr > *").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["first", "second"], page.FindAll("#compare-form input").Select(input => input.GetAttribute("value")));
        Assert.Equal(["second", "first"], page.FindAll("datalist option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public async Task Two_names_that_are_chosen_lead_to_their_comparison()
    {
        await using var console = await StartAsync();
        await using var pages = new PageContext(console);
        var page = pages.Render<ComparePage>();
        page.WaitForElement("datalist option", Patience);

        await page.Find("input[name=left]").ChangeAsync("first");
        await page.Find("input[name=right]").ChangeAsync(" second ");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/compare?left=first&right=second", pages.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_something_was_computed_again_is_told_in_words_with_the_keys_and_the_settings()
    {
        await using var console = await StartAsync();
        await using var pages = new PageContext(console);
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?left=first&right=second&run=base.petri-1.0");

        var page = pages.Render<WhyPage>();
        page.WaitForElement("section.why", Patience);

        Assert.Equal("base.petri-1.0", page.Find("section.why h2").TextContent);
        Assert.Contains("the temperature (sampling.temperature) was 1 and is 0.5", page.Find("section.why li").TextContent, StringComparison.Ordinal);
        Assert.All(page.FindAll("section.why p code"), key => Assert.Equal(32, key.TextContent.Length));
        Assert.Equal("sampling.temperature", page.Find("section.why tbody th").TextContent);
    }

    private async Task<ConsoleServer> StartAsync()
    {
        var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Name = "first" }, CancellationToken.None);
        await console.Client.SubmitAsync(Texts.Default with { Name = "second", Sampling = new() { Temperature = 0.5 } }, CancellationToken.None);
        return console;
    }
}
