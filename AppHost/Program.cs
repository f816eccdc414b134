using EmergentMisalignment.AppHost;
using EmergentMisalignment.AppHost.Commands;
using EmergentMisalignment.AppHost.Local;
using EmergentMisalignment.AppHost.Models;
using EmergentMisalignment.AppHost.Pools;
using EmergentMisalignment.AppHost.Publishing;

try
{
    var builder = DistributedApplication.CreateBuilder(args);
    var target = builder.AddPublishTarget();

    // What everything stands on: a broker and a ledger, as containers, as programs of this machine, or as connection strings given.
    var messaging = builder.AddBroker("messaging", target);
    var ledger = builder.AddLedger("ledger", target);

    // Who answers: the miniature's server, and every server of models whose key or address is a parameter with a value.
    var models = builder.AddModelServers()
        .AddPetriDish("petri")
        .AddProvider("openai", "OpenAI")
        .AddServer("vllm", "Compatible");

    // The services. None knows another: they meet in the broker and in the ledger.
    var console = builder.AddProject<Projects.Console>("console");
    IResourceBuilder<ProjectResource>[] services =
    [
        console,
        builder.AddProject<Projects.Coordinator>("coordinator"),
        builder.AddProject<Projects.DatasetService>("dataset-service"),
        builder.AddProject<Projects.FineTuneService>("fine-tune-service"),
        builder.AddProject<Projects.JudgeService>("judge-service").WithReplicas(2),
        .. builder.AddPools(here: new Pool("petri-1", Workers: 2)),
    ];

    foreach (var service in services)
    {
        service
            .WithReference(messaging).WaitFor(messaging)
            .WithReference(ledger).WaitFor(ledger)
            .WithModels(models)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithArtifacts(target);
    }

    console
        .WithExternalHttpEndpoints()
        .WithUrlForEndpoint("http", url => url.DisplayText = "Console")
        .WithDashboardAndTexts()
        .WithKeyWhenPublished()
        .WithSweepCommands()
        .WithErrorCommands();

    builder.Build().Run();
    return 0;
}
catch (MissingPartException missing)
{
    await Console.Error.WriteLineAsync(missing.Message);
    return 2;
}
