using EmergentMisalignment.Cli.Commands;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.DatasetService;
using EmergentMisalignment.FineTuneService;
using EmergentMisalignment.JudgeService;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.ModelClients;
using EmergentMisalignment.Unit.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Unit.Console;

/// <summary>A Console on a port of its own, over a real Kestrel, with a provider and an error queue in this process.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private ConsoleServer(WebApplication app, DirectoryInfo folder, string prefix, FakeEndpoint endpoint, FakeErrorQueue errors, RecordedLogs logs)
    {
        (_app, _folder, Prefix, Endpoint, Errors, Logs) = (app, folder, prefix, endpoint, errors, logs);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Client = ConsoleClient.Create(app.Urls.First(), null);
    }

    public HttpClient Http { get; }

    public ConsoleClient Client { get; }

    public string Url => Http.BaseAddress!.ToString();

    /// <summary>Where its artifacts are.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Of its keys in the ledger.</summary>
    public string Prefix { get; }

    /// <summary>The provider, unless the settings name others.</summary>
    public FakeEndpoint Endpoint { get; }

    public FakeErrorQueue Errors { get; }

    /// <summary>All that it logs, whatever the level, where <c>Logging:LogLevel:Default</c> lets it.</summary>
    public RecordedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public SweepRegistry Sweeps => Services.GetRequiredService<SweepRegistry>();

    public Documents Documents => Services.GetRequiredService<Documents>();

    public Failures Failures => Services.GetRequiredService<Failures>();

    public DueTimes DueTimes => Services.GetRequiredService<DueTimes>();

    /// <param name="ledger">The ledger; each Console has a prefix of its own in it.</param>
    /// <param name="withWorkers">Whether all services share the process, so that sweeps are run.</param>
    /// <param name="settings">What its configuration holds beside the necessary.</param>
    public static async Task<ConsoleServer> StartAsync(GarnetServer ledger, bool withWorkers = false, params IEnumerable<(string Key, string Value)> settings)
    {
        var folder = Directory.CreateTempSubdirectory("em-console-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:ledger"] = ledger.ConnectionString,
            ["Artifacts:Folder"] = Path.Combine(folder.FullName, "artifacts"),
            ["Console:ProgressEvery"] = "00:00:00.02",
            ["Coordinator:SinglePool"] = "local",
            ["Coordinator:BusIsInMemory"] = "true",
            ["Coordinator:FineTuneDue"] = "00:00:00.01",
            ["Coordinator:LookEvery"] = "00:00:00.2",
            ["Coordinator:LookAtMostEvery"] = "00:00:00.02",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        var logs = new RecordedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddServiceDefaults();
        builder.AddConsole();
        if (withWorkers)
            builder.AddCoordinator().AddDatasetService().AddFineTuneService().AddSamplingWorker().AddJudgeService();

        builder.AddMessageBus();
        var (endpoint, errors, prefix) = (new FakeEndpoint(), new FakeErrorQueue(), $"test-{Guid.NewGuid():N}:");
        builder.Services.Configure<LedgerOptions>(options => options.Prefix = prefix);
        if (!builder.Configuration.GetSection("Endpoints").Exists())
            builder.Services.AddSingleton<IModelEndpoints>(new KnownEndpoints(endpoint));

        builder.Services.AddSingleton<IErrorQueue>(errors);
        var app = builder.Build();
        app.MapConsole().MapServiceDefaults();
        try
        {
            await app.StartAsync();
            return new ConsoleServer(app, folder, prefix, endpoint, errors, logs);
        }
        catch
        {
            await app.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Leaves a sweep's progress in the ledger, as the Coordinator does.</summary>
    public async Task<SweepProgress> PutProgressAsync(string sweep, int answers, bool isSettled = false, params IReadOnlyList<string> failures)
    {
        var stage = new StageProgress(answers, 100, 0);
        var record = await Sweeps.FindAsync(sweep, CancellationToken.None);
        var progress = new SweepProgress
        {
            SubmittedAt = record!.SubmittedAt,
            Datasets = stage,
            FineTunes = stage,
            Answers = stage,
            Verdicts = stage,
            Runs = stage,
            Failures = failures,
            IsSettled = isSettled,
            At = DateTimeOffset.UtcNow,
        };
        await Documents.PutAsync(LedgerKeys.Progress(sweep), progress, LedgerJson.Default.SweepProgress);
        if (isSettled)
            await Sweeps.SettleAsync(record, CancellationToken.None);

        return progress;
    }

    /// <summary>Follows a sweep to its end, at which nothing of it may be missing.</summary>
    public async Task CompleteAsync(string sweep)
    {
        SweepView? last = null;
        await foreach (var view in Client.ProgressAsync(sweep, CancellationToken.None))
            last = view;

        Assert.True(last!.Progress?.IsComplete, $"{last}: {string.Join("; ", last.Progress?.Failures ?? [])}");
    }

    /// <summary>Runs <c>em</c> against it, in this process; its exit code.</summary>
    public Task<int> EmAsync(params string[] arguments) => EmCommand.Create().Parse([.. arguments, "--server", Url]).InvokeAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
