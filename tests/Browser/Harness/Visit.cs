using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EmergentMisalignment.EndToEnd.Harness;
using Microsoft.Playwright;

namespace EmergentMisalignment.Browser.Harness;

/// <summary>A page in a window of its own. Whatever the browser complains of, an error of a script or something that the page's policy forbids, fails the test when it is closed.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Milliseconds that anything on a page may take; the machine is shared with whatever else is tested.</summary>
    public const float Patience = 30_000;

    private static readonly string Screenshots = Repository.PathOf("TestResults", "screenshots");

    private readonly IBrowserContext _context;
    private readonly Window _window;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page, Window window)
    {
        (_context, Page, _window) = (context, page, window);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Dialog += (_, dialog) =>
        {
            _complaints.Add($"{page.Url}: a dialog of a script: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public static async Task<Visit> BeginAsync(IBrowser browser, Uri address, Window window)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = window.Width, Height = 900 },
            ColorScheme = window.Scheme,
        });
        context.SetDefaultTimeout(Patience);
        var visit = new Visit(context, await context.NewPageAsync(), window);
        await visit.Page.GotoAsync(address.ToString());
        await visit.ReadyAsync();
        return visit;
    }

    /// <summary>Waits until the page is connected and has something to show.</summary>
    public async Task ReadyAsync()
    {
        await Page.Locator("h1").WaitForAsync();
        await Page.Locator("[role=status]:text-matches('Reading|Looking')").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    /// <summary>Writes a sweep into the editor, which is open, and submits it; the sweep's page is open then.</summary>
    public async Task SubmitAsync(string yaml)
    {
        await Page.GetByLabel("The sweep, as YAML").FillAsync(yaml);
        await Page.GetByText("It can be submitted").WaitForAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Page.WaitForURLAsync("**/sweeps/*");
    }

    /// <summary>Keeps a picture, for people to look at: <c>TestResults/screenshots/NAME-1280-light.png</c>.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Screenshots, $"{name}-{_window.Width}-{(_window.Scheme == ColorScheme.Dark ? "dark" : "light")}.png"),
        FullPage = true,
        Animations = ScreenshotAnimations.Disabled,
    });

    /// <summary>No violation that axe calls serious or critical, and nothing that makes the page wider than its window.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        var result = await Page.RunAxe();
        var violations = result.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Describe).ToList();
        Assert.True(violations.Count == 0, $"{Page.Url} at {_window}:\n{string.Join('\n', violations)}");
        Assert.Equal(0, await Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";
}
