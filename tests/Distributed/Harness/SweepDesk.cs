using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Contracts.Sweeps;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>Where sweeps are submitted and their results read, as a Console does it: it knows the ledger, the artifacts and the bus, and no service.</summary>
internal sealed class SweepDesk : IAsyncDisposable
{
    private readonly IHost _host;

    private SweepDesk(IHost host) => _host = host;

    private Documents Documents => _host.Services.GetRequiredService<Documents>();

    private SweepRegistry Sweeps => _host.Services.GetRequiredService<SweepRegistry>();

    public static async Task<SweepDesk> OpenAsync(IReadOnlyDictionary<string, string> environment)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLedger();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.AddSweeps();
        builder.Services.AddReporting();
        builder.AddMessageBus();
        var host = builder.Build();
        await host.StartAsync();
        return new SweepDesk(host);
    }

    public async Task SubmitAsync(SweepSpec spec)
    {
        await Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        await _host.Services.GetRequiredService<IBus>().Publish(new SweepChanged(spec.Name));
    }

    /// <summary>How far a sweep is; null before the first look, and while the ledger is away.</summary>
    public async Task<SweepProgress?> ProgressAsync(string sweep)
    {
        try
        {
            return await Documents.GetAsync(LedgerKeys.Progress(sweep), LedgerJson.Default.SweepProgress);
        }
        catch (LedgerException)
        {
            return null;
        }
    }

    /// <summary>Waits for the first progress that is as wanted.</summary>
    public async Task<SweepProgress> WaitAsync(string sweep, Func<SweepProgress, bool> wanted, TimeSpan atMost, CancellationToken cancellation = default)
    {
        SweepProgress? last = null;
        await Until.TrueAsync(
            async () => (last = await ProgressAsync(sweep) ?? last) is { } progress && wanted(progress), $"sweep {sweep}", atMost, () => Tell(last), cancellation);
        return last!;
    }

    /// <summary>Writes the answers that are there, as a report has them.</summary>
    public async Task<Answers> AnswersAsync(string sweep, string file)
    {
        var record = await Sweeps.FindAsync(sweep, CancellationToken.None) ?? throw new InvalidOperationException($"Sweep {sweep} was not submitted.");
        var needs = await _host.Services.GetRequiredService<SweepObserver>().LookAsync(record, CancellationToken.None);
        await _host.Services.GetRequiredService<AnswersFile>().WriteAsync(file, record.Spec, needs, CancellationToken.None);
        return Answers.Of(file);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static string Tell(SweepProgress? progress) => progress is null
        ? "Nobody has looked at it."
        : $"""
        Answers {progress.Answers.Done} of {progress.Answers.Total}, verdicts {progress.Verdicts.Done}, runs {progress.Runs.Done} of {progress.Runs.Total}, settled: {progress.IsSettled}.
        {string.Join('\n', progress.Failures)}
        """;
}
