using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Answers;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Console.Access;
using EmergentMisalignment.Console.Access.Keys;
using EmergentMisalignment.Console.Access.SignIn;
using EmergentMisalignment.Console.Answers;
using EmergentMisalignment.Console.Artifacts;
using EmergentMisalignment.Console.Audit;
using EmergentMisalignment.Console.Comparing;
using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Endpoints;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Console.Exports;
using EmergentMisalignment.Console.Pages;
using EmergentMisalignment.Console.Pools;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Reports;
using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Console.Sweeps.Validation;
using EmergentMisalignment.Console.Sweeps.Watching;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Sweeps;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console;

public static class ConsoleExtensions
{
    /// <summary>The service that people and <c>em</c> talk to.</summary>
    public static WebApplicationBuilder AddConsole(this WebApplicationBuilder builder)
    {
        if (!IsToldWhereToListen(builder.Configuration))
            builder.WebHost.UseUrls(ConsoleOptions.DefaultUrl);

        var services = builder.Services;
        services.Configure<ConsoleOptions>(builder.Configuration.GetSection(ConsoleOptions.Section));
        services.AddLedger();
        services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        services.AddModelEndpoints(builder.Configuration);
        services.AddSweeps();
        services.AddEndpointGate();
        services.AddReporting();
        services.AddAnswers();
        builder.AddErrorQueue();
        builder.AddAccess();
        services.AddSingleton<AuditTrail>().AddSingleton<EndpointViews>().AddSingleton<PoolViews>().AddSingleton<SurroundingsFeed>();
        services.AddSingleton<SweepViews>().AddSingleton<SweepInspector>().AddSingleton<SweepValidator>().AddSingleton<SweepDesk>().AddSingleton<SweepNews>().AddSingleton<RunViews>();
        services.AddSingleton<SweepFeed>().AddSingleton<SweepBoard>().AddSingleton<SweepStream>();
        services.AddSingleton<ReportZip>().AddSingleton<ExportFiles>().AddSingleton<ResultsDesk>().AddSingleton<ErrorRequeuer>().AddSingleton<AnswerDesk>();
        services.AddHttp();
        builder.AddPages();
        return builder;
    }

    /// <summary>Maps the API under <c>/api</c> and its description at <c>/openapi/v1.json</c>.</summary>
    public static WebApplication MapConsole(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<AuditMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAccess();
        app.MapOpenApi();
        app.MapSignIn();
        app.MapGroup("/api")
            .MapSweeps()
            .MapSweepActions()
            .MapRuns()
            .MapReports()
            .MapResults()
            .MapComparisons()
            .MapExports()
            .MapAnswers()
            .MapArtifacts(app.Services)
            .MapErrors()
            .MapPools()
            .MapEndpoints()
            .MapKeys()
            .MapAudit();
        app.MapPages();
        return app;
    }

    private static void AddHttp(this IServiceCollection services)
    {
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "EmergentMisalignment Console";
            document.Info.Description = "Submits sweeps and watches over them. Errors are problem details (RFC 9457) whose detail is one sentence.";
            return Task.CompletedTask;
        }).AddScopes());
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Detail ??= Explain(context));
        services.AddExceptionHandler<ProblemHandler>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ConsoleJson.Default);
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ConsoleOptions>>((kestrel, console) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = console.Value.LargestSweepBytes;
        });
    }

    /// <summary>What routing refuses, before any route's own code runs.</summary>
    private static string Explain(ProblemDetailsContext context)
    {
        var request = $"{context.HttpContext.Request.Method} {context.HttpContext.Request.Path}";
        return context.ProblemDetails.Status switch
        {
            StatusCodes.Status413PayloadTooLarge => ProblemHandler.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => $"{request} takes another kind of body; /openapi/v1.json says which, and for a sweep it is application/json.",
            _ => $"The Console has no {request}; /openapi/v1.json lists what it has.",
        };
    }

    private static bool IsToldWhereToListen(ConfigurationManager configuration) =>
        configuration["urls"] is not null || configuration["http_ports"] is not null || configuration["https_ports"] is not null || configuration.GetSection("Kestrel:Endpoints").Exists();
}
