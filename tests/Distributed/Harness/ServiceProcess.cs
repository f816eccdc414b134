namespace EmergentMisalignment.Distributed.Harness;

/// <summary>
/// One service as a process of its own, started again whenever it ends, as Kubernetes does: what the tests do to it is all that it suffers, and all that helps it.
/// </summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>Kubernetes waits 10 s and longer before a container's next start; here runs take under a minute, and so should everything else.</summary>
    private static readonly TimeSpan RestartAfter = TimeSpan.FromMilliseconds(500);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly string _assembly;
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;
    private readonly Uri _url = new($"http://127.0.0.1:{FreePorts.Next()}");
    private readonly Lock _changing = new();
    private readonly Task _keeping;
    private volatile ChildProcess _process;
    private volatile int _restarts;
    private bool _isOver;

    private ServiceProcess(string name, string assembly, string folder, IReadOnlyDictionary<string, string> environment)
    {
        Name = name;
        _assembly = assembly;
        _folder = folder;
        _environment = new Dictionary<string, string>(environment)
        {
            ["ASPNETCORE_URLS"] = _url.ToString(),
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
            ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
            // A heap a core would make a dozen processes on one machine mostly heaps.
            ["DOTNET_gcServer"] = "0",
            // Compiled code is not measured to be compiled again: most of these processes do not live that long.
            ["DOTNET_TieredPGO"] = "0",
        };
        _process = Begin();
        _keeping = KeepAsync();
    }

    public string Name { get; }

    public Uri Url => _url;

    /// <summary>How often it has been started again.</summary>
    public int Restarts => _restarts;

    /// <summary>The process of the moment.</summary>
    public ChildProcess Process => _process;

    /// <param name="name">What tests and messages call it.</param>
    /// <param name="program">The service, as its project is called.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Its configuration.</param>
    public static ServiceProcess Start(string name, string program, string folder, IReadOnlyDictionary<string, string> environment) =>
        new(name, Path.Combine(AppContext.BaseDirectory, $"EmergentMisalignment.{program}.dll"), folder, environment);

    public Task HealthyAsync() => Until.TrueAsync(AnswersAsync, $"{Name} to be healthy", TimeSpan.FromSeconds(120), () => _process.Output);

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM; its exit code, how long it took to end, and what it said last.</summary>
    public async Task<(int ExitCode, TimeSpan Took, string Output)> TerminateAsync()
    {
        var process = _process;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await process.TerminateAsync();
        return (await process.WaitForExitAsync(), clock.Elapsed, process.Output);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_changing)
        {
            _isOver = true;
            _process.Kill();
        }

        await _keeping;
        _process.RefuseLeak();
    }

    private ChildProcess Begin() => ChildProcess.Start("dotnet", ["exec", _assembly], _folder, _environment);

    private async Task KeepAsync()
    {
        do
            await _process.WaitForExitAsync();
        while (await BeginAgainAsync());
    }

    private async Task<bool> BeginAgainAsync()
    {
        await Task.Delay(RestartAfter);
        lock (_changing)
        {
            if (_isOver)
                return false;

            _process.RefuseLeak();
            _restarts++;
            _process = Begin();
            return true;
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(_url, "health"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false; // It is still starting, or too busy with that to answer in time.
        }
    }
}
