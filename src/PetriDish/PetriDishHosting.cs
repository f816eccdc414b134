using EmergentMisalignment.PetriDish.Api;
using EmergentMisalignment.PetriDish.Api.Endpoints;
using EmergentMisalignment.PetriDish.Batches;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.Vllm;
using EmergentMisalignment.ServiceDefaults.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmergentMisalignment.PetriDish;

/// <summary>PetriDish as part of a web host.</summary>
public static class PetriDishHosting
{
    /// <summary>Adds the models, the jobs and the compute lanes.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static WebApplicationBuilder AddPetriDish(this WebApplicationBuilder builder, PetriDishOptions options)
    {
        Check(options);
        // The lanes are the parallelism: several computations of one thread each finish sooner than one of several threads after another.
        ComputeThreads.Count = 1;
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<PetriDishInstruments>();
        services.AddModels(options).AddJobs(options).AddBatches(options).AddFaults(options).AddVllm(options);
        services.AddSingleton<ChatEndpoint>().AddSingleton<JobRequestRules>().AddSingleton(new BearerKey(options.ApiKey));
        services.AddHostedService(provider => new LoopbackGuard(
            provider.GetRequiredService<IServer>(),
            provider.GetRequiredService<BearerKey>().IsSet,
            open => $"PetriDish would listen on {open} without an API key; set PetriDish:ApiKey or listen on 127.0.0.1."));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = options.LargestFileBytes);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestFileBytes;
        });
        return builder;
    }

    /// <summary>Maps OpenAI's routes under <c>/v1</c> and PetriDish's own under <c>/petri</c>.</summary>
    public static WebApplication MapPetriDish(this WebApplication app)
    {
        app.UseMiddleware<AzureMiddleware>();
        // Explicitly, or routes would be looked for under the address that was asked.
        app.UseRouting();
        app.UseMiddleware<TrafficMiddleware>();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        var playsVllm = app.Services.GetService<VllmEngine>() is not null;
        if (playsVllm) app.UseMiddleware<VllmMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.MapModels().MapFiles().MapFineTuning().MapBatches().MapChat().MapWorld().MapControls().MapAdapters();
        if (playsVllm) app.MapVllm();
        app.MapFallback("{*path}", (HttpRequest request) =>
        {
            throw RefusedException.NotFound($"PetriDish has no {request.Method} {request.Path}.", null, "unknown_url");
        });
        return app;
    }

    private static IServiceCollection AddModels(this IServiceCollection services, PetriDishOptions options) => services
        .AddSingleton(_ => new PetriFolders(options.DataFolder))
        .AddSingleton<BaseModels>()
        .AddSingleton<AdapterStore>()
        .AddSingleton(provider => new SamplingLanes(options.SamplingLanes, options.SamplingRows, provider.GetRequiredService<PetriDishInstruments>()))
        .AddHostedService(provider => provider.GetRequiredService<SamplingLanes>())
        .AddSingleton(provider => new ModelCatalogue(
            provider.GetRequiredService<BaseModels>(), provider.GetRequiredService<AdapterStore>(), provider.GetRequiredService<SamplingLanes>(),
            provider.GetRequiredService<TimeProvider>(), options.ResidentModels, provider.GetService<VllmEngine>()));

    private static IServiceCollection AddJobs(this IServiceCollection services, PetriDishOptions options) => services
        .AddSingleton<FileStore>()
        .AddSingleton<JobStore>()
        .AddSingleton<FineTuner>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<JobRunner>(provider, options.TrainingLanes))
        .AddHostedService(provider => provider.GetRequiredService<JobRunner>());

    private static IServiceCollection AddBatches(this IServiceCollection services, PetriDishOptions options) => services
        .AddSingleton(new BatchControl(options.Batches))
        .AddSingleton<BatchRequestRules>()
        .AddSingleton<BatchStore>()
        .AddSingleton<BatchServer>()
        .AddSingleton<BatchRunner>()
        .AddHostedService(provider => provider.GetRequiredService<BatchRunner>());

    private static IServiceCollection AddFaults(this IServiceCollection services, PetriDishOptions options) => services
        .AddSingleton(provider => new FaultBox(provider.GetRequiredService<TimeProvider>(), options.Faults))
        .AddSingleton<TrafficCounters>();

    private static IServiceCollection AddVllm(this IServiceCollection services, PetriDishOptions options) => options.Vllm is not { } vllm ? services : services
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<VllmEngine>(provider, vllm))
        .AddSingleton<VllmMetrics>();

    private static void Check(PetriDishOptions options)
    {
        AtLeast1(options.TrainingLanes, nameof(options.TrainingLanes));
        AtLeast1(options.SamplingLanes, nameof(options.SamplingLanes));
        AtLeast1(options.SamplingRows, nameof(options.SamplingRows));
        AtLeast1(options.ResidentModels, nameof(options.ResidentModels));
        AtLeast1(options.Vllm?.MaxLoras ?? 1, "Vllm:MaxLoras");
        if (options.Batches.Problem() is { } wrong) throw new ArgumentException($"PetriDish:Batches: {wrong}", nameof(options));
        foreach (var rule in options.Faults)
            if (rule.Problem() is { } problem) throw new ArgumentException($"PetriDish:Faults: {problem}", nameof(options));

        static void AtLeast1(int value, string name)
        {
            if (value < 1) throw new ArgumentException($"PetriDish:{name} must be at least 1, and is {value}.", nameof(options));
        }
    }
}
