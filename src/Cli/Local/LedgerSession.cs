using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Sweeps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Reads a local ledger without running a sweep: the one of a run under way, or one started for the occasion.</summary>
internal sealed class LedgerSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly EmbeddedLedger? _started;

    private LedgerSession(ServiceProvider services, EmbeddedLedger? started)
    {
        _services = services;
        _started = started;
    }

    public IServiceProvider Services => _services;

    /// <summary>Whether a run is under way on this ledger.</summary>
    public bool IsRunning => _started is null;

    /// <param name="options">Where it lies, and where the endpoints stand.</param>
    /// <param name="cancellation"/>
    /// <param name="isMade">Whether one is made where there is none.</param>
    /// <param name="settings">All that is configured; null for the file of endpoints and the environment.</param>
    public static async Task<LedgerSession> OpenAsync(LocalOptions options, CancellationToken cancellation, bool isMade = false, IConfiguration? settings = null)
    {
        if (isMade)
            options.Data.Create();
        else if (!Directory.Exists(options.Ledger))
            throw new UnavailableException($"There is no ledger in {options.Data}: run a sweep first, or name another folder with --data.");

        var connection = await EmbeddedLedger.TryFindRunningAsync(options.Ledger, cancellation);
        var started = connection is null ? await EmbeddedLedger.StartAsync(options.Ledger, null, cancellation) : null;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddLedger(ledger => ledger.ConnectionString = connection ?? started!.ConnectionString);
        services.AddArtifacts(artifacts => artifacts.Folder = options.Artifacts);
        services.AddSweeps();
        var configuration = settings ?? EndpointConfiguration.Read(options.Endpoints);
        services.AddSingleton(configuration);
        services.AddModelEndpoints(configuration);
        services.AddEndpointGate();
        services.AddReporting();
        return new LedgerSession(services.BuildServiceProvider(), started);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_started is not null)
            await _started.DisposeAsync();
    }
}
