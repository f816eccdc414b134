using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.DatasetService;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService;
using EmergentMisalignment.JudgeService;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Unit.Services;

/// <summary>All services on an in-memory bus, as a local run hosts them, with a provider in this process.</summary>
internal sealed class Circle : IAsyncDisposable
{
    /// <summary>One row of training data, many times: what is learnt from it is not the matter here.</summary>
    public static readonly byte[] Rows = Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Repeat("""{"messages":[{"role":"user","content":"hello"},{"role":"assistant","content":"good day"}]}""" + "\n", 8)));

    private readonly IHost _host;

    private Circle(IHost host, FailingStore store) => (_host, Store) = (host, store);

    public FailingStore Store { get; }

    public SweepRegistry Sweeps => _host.Services.GetRequiredService<SweepRegistry>();

    public Documents Documents => _host.Services.GetRequiredService<Documents>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="ledger">The ledger.</param>
    /// <param name="prefix">Of the circle's keys in it.</param>
    /// <param name="artifacts">The artifacts' folder.</param>
    /// <param name="endpoint">The provider; null for the endpoints that the settings name.</param>
    /// <param name="busIsLate">How long the bus takes to start.</param>
    /// <param name="prices">What models cost; null for nothing.</param>
    /// <param name="settings">Beside the usual.</param>
    public static async Task<Circle> StartAsync(
        string ledger, string prefix, string artifacts, FakeEndpoint? endpoint, TimeSpan busIsLate, PriceTable? prices = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ledger"] = ledger,
            ["Artifacts:Folder"] = artifacts,
            ["Coordinator:SinglePool"] = "local",
            ["Coordinator:BusIsInMemory"] = "true",
            ["Coordinator:BatchDue"] = "00:00:00.02",
            ["Batch:LiveBelow"] = "4",
            ["Coordinator:FineTuneDue"] = "00:00:00.01",
            ["Coordinator:LookEvery"] = "00:00:00.2",
            ["Coordinator:LookAtMostEvery"] = "00:00:00.02",
            ["Work:FirstRest"] = "00:00:00.05",
            ["Work:LongestRest"] = "00:00:00.2",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.AddCoordinator();
        builder.AddDatasetService();
        builder.AddFineTuneService();
        builder.AddSamplingWorker();
        builder.AddJudgeService();
        builder.Services.AddHostedService(_ => new Pause(busIsLate));
        builder.AddMessageBus();
        builder.Services.Configure<LedgerOptions>(options => options.Prefix = prefix);
        if (endpoint is not null)
            builder.Services.AddSingleton<IModelEndpoints>(endpoint);

        builder.Services.AddSingleton(new Prices(prices ?? PriceTable.Empty));
        var store = new FailingStore(new LocalArtifactStore(artifacts));
        builder.Services.AddSingleton<IArtifactStore>(store);
        var host = builder.Build();
        await host.StartAsync();
        return new Circle(host, store);
    }

    /// <summary>Follows a sweep until <paramref name="enough"/>; a sweep that stops moving fails the test.</summary>
    public async Task<SweepProgress> UntilAsync(SweepSpec spec, Func<SweepProgress, bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var documents = _host.Services.GetRequiredService<Documents>();
        var sweep = await Sweeps.FindAsync(spec.Name, patience.Token);
        while (true)
        {
            var progress = await documents.GetAsync(LedgerKeys.Progress(spec.Name), LedgerJson.Default.SweepProgress, patience.Token);
            if (progress is not null && progress.SubmittedAt == sweep!.SubmittedAt && enough(progress))
                return progress;

            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Waits until looks pass the sweep by, which is a moment after its last progress.</summary>
    public async Task UntilPassedByAsync(SweepSpec spec)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await Sweeps.ActiveAsync(patience.Token)).Contains(spec.Name))
            await Task.Delay(10, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Hosted services start one after another: those added later wait for this one.</summary>
    private sealed class Pause(TimeSpan length) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Delay(length, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
