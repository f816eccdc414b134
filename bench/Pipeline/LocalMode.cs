using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>Local mode as <c>em run</c> hosts it, in this process; only PetriDish is another one. Each run has a ledger of its own.</summary>
internal sealed class LocalMode : IPipeline
{
    private readonly ServerProcess _petri;

    public LocalMode(ServiceProcess petri)
    {
        _petri = petri.Process;
        // The way a user points em run at another server.
        foreach (var (name, value) in Settings.Local(petri.Address))
            Environment.SetEnvironmentVariable(name, value);
    }

    public string Name => "local";

    public async Task<RunFigures> RunAsync(Load load, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var host = await LocalHost.StartAsync(new LocalOptions(new DirectoryInfo(folder.Of("data")), Verbose: false), cancellation);
        var driver = new SweepDriver(host.Services);
        var meter = RunMeter.Start(ownProcess: true, _petri);
        await driver.SubmitAsync(load, cancellation);
        await driver.JudgedAsync(load, cancellation);
        var figures = meter.Stop(Name, load);
        await driver.SettledAsync(load, cancellation);
        return figures;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
