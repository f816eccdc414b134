using System.Globalization;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>The whole of it: broker, ledger, provider, and every service as a process of its own, two of each that there can be several of.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly List<ServiceProcess> _services = [];
    private SweepDesk? _desk;

    private Platform()
    {
        Rabbit = new RabbitServer(_folder.Sub("rabbit"));
        Redis = new RedisServer(_folder.Sub("redis"));
        Petri = new PetriProcess(_folder.Sub("provider"));
    }

    public RabbitServer Rabbit { get; }

    public RedisServer Redis { get; }

    public PetriProcess Petri { get; }

    public SweepDesk Desk => _desk!;

    /// <summary>All services.</summary>
    public IReadOnlyList<ServiceProcess> Services => _services;

    public IEnumerable<ServiceProcess> SamplingWorkers => _services.Where(service => service.Name.StartsWith("sampling", StringComparison.Ordinal));

    public Uri Console => _services.Single(service => service.Name == "console").Url;

    public IEnumerable<ServiceProcess> Judges => _services.Where(service => service.Name.StartsWith("judge", StringComparison.Ordinal));

    /// <summary>Starts all of it and waits until it is healthy.</summary>
    public static async Task<Platform> StartAsync(PlatformOptions options)
    {
        Programs.Require();
        var platform = new Platform();
        try
        {
            await Task.WhenAll(platform.Rabbit.StartAsync(), platform.Redis.StartAsync(), platform.Petri.HealthyAsync());
            platform.StartServices(options);
            platform._desk = await SweepDesk.OpenAsync(platform.Environment(options));
            await Task.WhenAll(platform._services.Select(service => service.HealthyAsync()));
            return platform;
        }
        catch (Exception exception)
        {
            var logs = platform.Logs;
            await platform.DisposeAsync();
            throw new InvalidOperationException($"The platform did not start: {exception.Message}\n\n{logs}", exception);
        }
    }

    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Runs <c>em</c> to its end.</summary>
    public async Task<string> EmAsync(params IEnumerable<string> arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["EM_SERVER"] = Console.ToString(),
            ["EM_API_KEY"] = PlantedKeys.Console,
            ["Endpoints__petri__ApiKey"] = PlantedKeys.Endpoint,
        };
        using var em = ChildProcess.Start("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "em.dll"), .. arguments], _folder.Path, environment);
        Assert.True(await em.WaitForExitAsync() == 0, em.Output);
        return em.Output;
    }

    /// <summary>What the services said last: for a test that fails.</summary>
    public string Logs => string.Join("\n\n", _services.Select(service => $"── {service.Name}, started again {service.Restarts} times\n{service.Process.Output}"));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_services.Select(service => service.DisposeAsync().AsTask()));
        if (_desk is not null)
            await _desk.DisposeAsync();

        await Petri.DisposeAsync();
        await Rabbit.DisposeAsync();
        await Redis.DisposeAsync();
        _folder.Dispose();
    }

    private void StartServices(PlatformOptions options)
    {
        var environment = Environment(options);
        Add("coordinator", "Coordinator");
        Add("datasets", "DatasetService");
        Add("fine-tunes", "FineTuneService");
        Add("sampling-1", options.SamplingProgram);
        Add("sampling-2", options.SamplingProgram);
        Add("judge-1", "JudgeService");
        Add("judge-2", "JudgeService");
        Add("console", "Console");

        void Add(string name, string program) => _services.Add(ServiceProcess.Start(name, program, _folder.Path, environment));
    }

    private Dictionary<string, string> Environment(PlatformOptions options)
    {
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__messaging"] = Rabbit.ConnectionString,
            ["ConnectionStrings__ledger"] = Redis.ConnectionString,
            ["Artifacts__Folder"] = _folder.PathOf("artifacts"),
            ["Endpoints__petri__Kind"] = "Petri",
            ["Endpoints__petri__Url"] = Petri.Endpoint.ToString(),
            ["Endpoints__petri__ApiKey"] = PlantedKeys.Endpoint,
            ["Console__ApiKey"] = PlantedKeys.Console,
            ["Coordinator__LookEvery"] = "00:00:01",
            ["Coordinator__FineTuneDue"] = "00:00:00.5",
            ["SamplingWorker__Pool"] = options.Pool,
            ["SamplingWorker__Shards"] = options.SamplingShards.ToString(CultureInfo.InvariantCulture),
            ["SamplingWorker__CallsPerShard"] = "1",
            ["JudgeService__Shards"] = options.JudgeShards.ToString(CultureInfo.InvariantCulture),
            ["JudgeService__CallsPerShard"] = options.CallsPerShard.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in options.More)
            environment[name] = value;

        return environment;
    }
}
