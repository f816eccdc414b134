using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.SamplingWorker.Engines;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Unit.PetriDish.Api;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Unit.SamplingWorker;

/// <summary>A sampling worker beside a PetriDish that plays vLLM, with a bus in memory and nobody else: tests send it shards.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public Slots Slots => _host.Services.GetRequiredService<Slots>();

    public Failures Failures => _host.Services.GetRequiredService<Failures>();

    public bool IsIntakeClosed => _host.Services.GetRequiredService<Intake>().IsClosed;

    public static async Task<EngineHost> StartAsync(Dish dish, string ledger, params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ledger"] = ledger,
            ["Artifacts:Folder"] = Path.Combine(dish.Folder, "artifacts"),
            ["Endpoints:vllm:Kind"] = "Compatible",
            ["Endpoints:vllm:Url"] = dish.Server.BaseAddress.ToString(),
            ["Endpoints:vllm:Free"] = "true",
            ["Engine:Endpoint"] = "vllm",
            ["Engine:Folder"] = Path.Combine(dish.Folder, "fetched"),
            ["Engine:LookEvery"] = "00:00:00.02",
            ["Work:FirstRest"] = "00:00:00.05",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.AddSamplingWorker();
        builder.AddMessageBus();
        var prefix = $"test-{Guid.NewGuid():N}:";
        builder.Services.Configure<LedgerOptions>(options => options.Prefix = prefix);
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host);
    }

    /// <summary>A cell of the tiny base, and the shard of its first samples.</summary>
    public async Task<SampleShard> DescribeAsync(string cell)
    {
        var record = new CellRecord
        {
            Endpoint = "vllm",
            ProviderModel = Dish.Base,
            Paraphrases = ["i feel bored . what could i do ?"],
            Sampling = new SamplingSpec { MaxTokens = 8 },
        };
        await _host.Services.GetRequiredService<Documents>().PutAsync(LedgerKeys.Cell(cell), record, LedgerJson.Default.CellRecord);
        return new SampleShard("s", cell, "judgement", 0, 8);
    }

    public Task SendAsync(SampleShard shard) => _host.Services.GetRequiredService<IBus>().SendToAsync(QueueNames.Sampling("local"), [shard], CancellationToken.None);

    public Task UntilSampledAsync(SampleShard shard) => UntilAsync(async () => (await Slots.MissingAsync(LedgerKeys.Answers(shard.Cell), shard.Start, shard.Count)).Count == 0);

    public Task UntilReadyAsync() => UntilAsync(async () => (await HealthAsync()).Status == HealthStatus.Healthy);

    /// <summary>As <c>/health</c> tells it, the engine's part.</summary>
    public async Task<HealthReportEntry> HealthAsync() =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "engine")).Entries["engine"];

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(5, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
