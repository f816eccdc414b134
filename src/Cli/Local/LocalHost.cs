using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Console;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.DatasetService;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService;
using EmergentMisalignment.JudgeService;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.PetriDish;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Cli.Local;

/// <summary>Every service in this process: an in-memory bus, Garnet as the Redis, PetriDish as the provider. The services are the distributed ones, unchanged.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EmbeddedLedger _ledger;
    private readonly PetriDishServer _petri;

    private LocalHost(IHost host, EmbeddedLedger ledger, PetriDishServer petri)
    {
        _host = host;
        _ledger = ledger;
        _petri = petri;
    }

    public IServiceProvider Services => _host.Services;

    /// <summary>Whether any of the sweep's answers come from a PetriDish.</summary>
    public bool IsMiniature(SweepSpec spec) =>
        Services.GetRequiredService<IModelEndpoints>().Get(spec.Endpoint).Options.Kind == EndpointKind.Petri;

    public static async Task<LocalHost> StartAsync(LocalOptions options, CancellationToken cancellation)
    {
        options.Data.Create();
        var ledger = await EmbeddedLedger.StartAsync(options.Ledger, null, cancellation);
        var petri = await PetriDishServer.StartAsync(EmbeddedPetri(options), cancellation);
        var local = new LocalHost(Compose(options, ledger, petri), ledger, petri);
        try
        {
            await local._host.StartAsync(cancellation);
            return local;
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Consumers first, then what they write to.
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _petri.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    /// <summary>The environment may play a provider's limits and faults: <c>PetriDish__Batches__ExpireProbability</c> and the like.</summary>
    private static PetriDishOptions EmbeddedPetri(LocalOptions options)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(PetriDishOptions.Section).Get<PetriDishOptions>() ?? new();
        settings.DataFolder = options.Petri;
        return settings;
    }

    private static IHost Compose(LocalOptions options, EmbeddedLedger ledger, PetriDishServer petri)
    {
        if (options.ConsoleUrl is not { } url)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            AddServices(builder, options, ledger, petri);
            return builder.Build();
        }

        // The pages' files lie beside this program, wherever it was started.
        var web = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        web.Logging.ClearProviders();
        AddServices(web, options, ledger, petri);
        web.Configuration.AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, url)]);
        web.AddConsole();
        var app = web.Build();
        app.MapConsole().MapServiceDefaults();
        return app;
    }

    private static void AddServices(IHostApplicationBuilder builder, LocalOptions options, EmbeddedLedger ledger, PetriDishServer petri)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ledger"] = ledger.ConnectionString,
            ["Artifacts:Folder"] = options.Artifacts,
            ["Endpoints:petri:Kind"] = "Petri",
            ["Endpoints:petri:Url"] = new Uri(petri.BaseAddress, "v1").ToString(),
            ["Coordinator:SinglePool"] = "local",
            ["Coordinator:BusIsInMemory"] = "true",
            ["Coordinator:FineTuneDue"] = "00:00:00.5",
            ["Coordinator:LookEvery"] = "00:00:01",
            ["Coordinator:BatchDue"] = "00:00:05",
        });
        builder.Configuration.AddInMemoryCollection(LocalEndpoints.PriceSetting());
        EndpointConfiguration.AddTo(builder.Configuration, options.Endpoints);
        if (options.Verbose)
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        builder.AddServiceDefaults();
        builder.AddCoordinator();
        builder.AddDatasetService();
        builder.AddFineTuneService();
        builder.AddSamplingWorker();
        builder.AddJudgeService();
        builder.AddMessageBus();
        builder.Services.AddEndpointGate();
        builder.Services.AddReporting();
    }
}
