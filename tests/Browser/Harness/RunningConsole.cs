using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.EndToEnd.Harness;
using EmergentMisalignment.Harness;
using EmergentMisalignment.Tests.Shared;
using Microsoft.Playwright;

namespace EmergentMisalignment.Browser.Harness;

/// <summary><c>em console</c> as a user starts it, with an empty data folder, and Debian's chromium to look at it. Started by the first test that opens a page.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    private const string Chromium = "chromium";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-browser-");
    private readonly Lazy<Task> _start;
    private HostileProvider? _provider;
    private EmProcess? _em;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public RunningConsole() => _start = new Lazy<Task>(StartAsync);

    /// <summary>Its API, for what a test wants to know without a browser; it listens once a page has been opened.</summary>
    internal HttpClient Http { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}") };

    private Uri Url => Http.BaseAddress!;

    /// <summary>Opens a page in a browser window of its own.</summary>
    internal async Task<Visit> OpenAsync(string path, Window? window = null)
    {
        await StartedAsync();
        return await Visit.BeginAsync(_browser!, new Uri(Url, path), window ?? Window.Wide);
    }

    /// <summary>A sweep of that file that has come to its end; submitted where it is not there yet.</summary>
    internal async Task FinishedAsync(string sweep, string yaml)
    {
        await StartedAsync();
        using var there = await Http.GetAsync($"/api/sweeps/{sweep}");
        if (!there.IsSuccessStatusCode)
        {
            await using var editor = await OpenAsync("/editor");
            await editor.SubmitAsync(yaml);
        }

        using var end = new CancellationTokenSource(Patience);
        while (await StateAsync(sweep, end.Token) != "Settled")
            await Task.Delay(100, end.Token);
    }

    /// <summary>The address of a finished sweep's first answer.</summary>
    internal async Task<string> AnswerAsync(string sweep)
    {
        var page = await Http.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}/answers?limit=1");
        var first = page.GetProperty("answers")[0];
        return $"/sweeps/{sweep}/answers/{first.GetProperty("cell").GetString()}/{first.GetProperty("index").GetInt32()}";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
        if (_em is not null)
            await StopAsync(_em);

        if (_provider is not null)
            await _provider.DisposeAsync();

        PlantedKeys.RefuseInFolder(_folder.FullName);
        _folder.Delete(recursive: true);
    }

    private async Task<string?> StateAsync(string sweep, CancellationToken cancellation) =>
        (await Http.GetFromJsonAsync<JsonElement>($"/api/sweeps/{sweep}", cancellation)).GetProperty("sweep").GetProperty("state").GetString();

    private Task StartedAsync()
    {
        OnPath.SkipWhen(OnPath.Find(Chromium) is null ? $"{Chromium} not found on PATH: install it (Debian and Ubuntu: apt-get install {Chromium})." : null);
        return _start.Value;
    }

    private async Task StartAsync()
    {
        _provider = await HostileProvider.StartAsync();
        _em = EmProcess.Start(_folder.FullName, ["console", "--url", Url.ToString(), "--data", "data"], new Dictionary<string, string>
        {
            ["Endpoints__petri__ApiKey"] = PlantedKeys.Endpoint,
            ["Endpoints__hostile__Kind"] = "Compatible",
            ["Endpoints__hostile__Url"] = _provider.Url.ToString(),
            ["Endpoints__hostile__Free"] = "true",
        });
        Assertions.SetDefaultExpectTimeout(Visit.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = OnPath.Find(Chromium),
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [], // chromium does not start as root with one
        });
        await ListeningAsync(_em);
    }

    private static async Task ListeningAsync(EmProcess em)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!em.Output.Contains("The Console is at", StringComparison.Ordinal))
        {
            Assert.False(em.HasExited, $"em console has ended: {em.Output}");
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>How it stops is looked at by tests of the command line; here it only has to be gone.</summary>
    private static async Task StopAsync(EmProcess em)
    {
        using (em)
        {
            await em.InterruptAsync();
            await em.WaitAsync();
        }
    }
}
