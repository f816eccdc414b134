using EmergentMisalignment.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// What everything stands on: a broker, a ledger, and a provider of models.
var messaging = builder.AddBroker("messaging");
var ledger = builder.AddLedgerStore("ledger");
var petri = builder.AddProject<Projects.PetriDish>("petri")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "PetriDish");

// The services. None knows another: they meet in the broker and in the ledger.
IResourceBuilder<ProjectResource>[] services =
[
    builder.AddProject<Projects.Coordinator>("coordinator"),
    builder.AddProject<Projects.DatasetService>("datasets"),
    builder.AddProject<Projects.FineTuneService>("fine-tunes"),
    builder.AddProject<Projects.SamplingWorker>("sampling-petri-1").WithEnvironment("SamplingWorker__Pool", "petri-1").WithReplicas(2),
    builder.AddProject<Projects.JudgeService>("judges").WithReplicas(2),
];

var artifacts = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".em", "artifacts"));
foreach (var service in services)
{
    service
        .WithReference(messaging).WaitFor(messaging)
        .WithReference(ledger).WaitFor(ledger)
        .WaitFor(petri)
        .WithEnvironment("Endpoints__petri__Kind", "Petri")
        .WithEnvironment("Endpoints__petri__Url", ReferenceExpression.Create($"{petri.GetEndpoint("http")}/v1"))
        .WithEnvironment("Artifacts__Folder", artifacts)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health");
}

builder.Build().Run();
