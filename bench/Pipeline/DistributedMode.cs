using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Harness;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>RabbitMQ, Redis and every service as a process of its own, two of those that work.</summary>
internal sealed class DistributedMode : IPipeline
{
    public const string Title = "distributed";

    private readonly TemporaryFolder _folder = new();
    private readonly ServerProcess _petri;
    private readonly RedisServer _redis;
    private readonly RabbitServer _rabbit;
    private readonly List<ServiceProcess> _services = [];
    private IHost? _client;

    private DistributedMode(ServiceProcess petri, RedisServer redis, RabbitServer rabbit)
    {
        _petri = petri.Process;
        _redis = redis;
        _rabbit = rabbit;
    }

    public static async Task<DistributedMode> StartAsync(ServiceProcess petri, TemporaryFolder folder, CancellationToken cancellation)
    {
        var redis = await RedisServer.StartAsync(folder.Of("redis"), cancellation);
        var mode = new DistributedMode(petri, redis, await RabbitServer.StartAsync(folder.Of("rabbit"), cancellation));
        await mode.StartServicesAsync(petri.Address, cancellation);
        return mode;
    }

    public async Task<RunFigures> RunAsync(Load load, CancellationToken cancellation)
    {
        var driver = new SweepDriver(_client!.Services);
        var meter = RunMeter.Start(ownProcess: false, [_petri, _redis.Process, _rabbit.Process, .. _services.Select(service => service.Process)]);
        await driver.SubmitAsync(load, cancellation);
        await driver.JudgedAsync(load, cancellation);
        var figures = meter.Stop(Title, load);
        await driver.SettledAsync(load, cancellation);
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.StopAsync();
        _client?.Dispose();
        foreach (var service in _services)
            await service.DisposeAsync();
        await _rabbit.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartServicesAsync(Uri petri, CancellationToken cancellation)
    {
        var one = Settings.Endpoint(petri, Settings.Limit);
        (string Service, IReadOnlyDictionary<string, string> Settings)[] wanted =
        [
            ("Coordinator", one),
            ("DatasetService", one),
            ("FineTuneService", one),
            .. Enumerable.Repeat(("SamplingWorker", Settings.Sampler(petri)), Settings.Samplers),
            .. Enumerable.Repeat(("JudgeService", Settings.Endpoint(petri, Settings.CallsPerJudge)), Settings.Judges),
        ];
        foreach (var (service, settings) in wanted)
            _services.Add(await ServiceProcess.StartAsync(service, new Dictionary<string, string>([.. settings, .. Shared()]), cancellation));

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Shared().Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.Services.AddLedger();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSweeps();
        builder.AddMessageBus();
        _client = builder.Build();
        await _client.StartAsync(cancellation);
    }

    private Dictionary<string, string> Shared() => new()
    {
        ["ConnectionStrings__messaging"] = _rabbit.ConnectionString,
        ["ConnectionStrings__ledger"] = _redis.ConnectionString,
        ["Artifacts__Folder"] = _folder.Of("artifacts"),
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
