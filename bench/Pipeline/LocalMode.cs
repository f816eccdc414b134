using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Harness;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>Local mode as <c>em run</c> hosts it, in this process; only PetriDish is another one. Started once, as an <c>em run</c> is for however long its sweep takes.</summary>
internal sealed class LocalMode : IPipeline
{
    public const string Title = "local";

    private readonly TemporaryFolder _folder;
    private readonly ServerProcess _petri;
    private readonly LocalHost _host;

    private LocalMode(ServiceProcess petri, TemporaryFolder folder, LocalHost host) => (_petri, _folder, _host) = (petri.Process, folder, host);

    /// <param name="petri">The provider.</param>
    /// <param name="cancellation"/>
    /// <param name="consoleUrl">Where a Console listens in the same process, as <c>em console</c> hosts it; null for none.</param>
    public static async Task<LocalMode> StartAsync(ServiceProcess petri, CancellationToken cancellation, string? consoleUrl = null)
    {
        // The way a user points em run at another server.
        foreach (var (name, value) in Settings.Endpoint(petri.Address, Settings.Limit))
            Environment.SetEnvironmentVariable(name, value);

        var folder = new TemporaryFolder();
        return new LocalMode(petri, folder, await LocalHost.StartAsync(new LocalOptions(new DirectoryInfo(folder.Of("data")), Verbose: false) { ConsoleUrl = consoleUrl }, cancellation));
    }

    /// <summary>Where its Console listens.</summary>
    public string ConsoleUrl => _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public Task<RunFigures> RunAsync(Load load, CancellationToken cancellation) => RunAsync(load, submitted: null, cancellation);

    /// <param name="load">What is sampled and judged.</param>
    /// <param name="submitted">What is done once it is under way, on the same clock; null for nothing.</param>
    /// <param name="cancellation"/>
    public async Task<RunFigures> RunAsync(Load load, Func<Task>? submitted, CancellationToken cancellation)
    {
        var driver = new SweepDriver(_host.Services);
        var meter = RunMeter.Start(ownProcess: true, _petri);
        await driver.SubmitAsync(load, cancellation);
        if (submitted is not null)
            await submitted();

        await driver.JudgedAsync(load, cancellation);
        var figures = meter.Stop(Title, load);
        await driver.SettledAsync(load, cancellation);
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
