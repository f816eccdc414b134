namespace EmergentMisalignment.Harness;

/// <summary>One of this repository's services as a process of its own, from the assembly beside the running program.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private ServiceProcess(ServerProcess process, Uri address)
    {
        Process = process;
        Address = address;
    }

    public ServerProcess Process { get; }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it calls itself ready.</summary>
    /// <param name="service">Its project's name.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="cancellation">Gives up the wait.</param>
    public static async Task<ServiceProcess> StartAsync(string service, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation = default)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var assembly = Path.Combine(AppContext.BaseDirectory, $"EmergentMisalignment.{service}.dll");
        var settings = new Dictionary<string, string>(environment) { ["ASPNETCORE_URLS"] = address.ToString() };
        var started = new ServiceProcess(ServerProcess.Start(service, "dotnet", [assembly], settings), address);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        await started.Process.ReadyAsync(token => IsHealthyAsync(http, token), cancellation);
        return started;
    }

    /// <summary>SIGTERM, as an orchestrator sends it; returns the exit code.</summary>
    public Task<int> StopAsync() => Process.StopAsync();

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("health", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false; // not yet listening
        }
    }
}
