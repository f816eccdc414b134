using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Artifacts.Adapters;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>Stores the adapters of a finished fine-tune as artifacts, where they are to be loaded into an engine: the finished one, and those of the checkpoints.</summary>
public sealed class AdapterExporter(PetriAdapters adapters, IArtifactStore artifacts)
{
    /// <summary>PetriDish's, where it samples adapters as vLLM does; what other providers have trained they keep.</summary>
    public static bool Exports(EndpointOptions endpoint) => endpoint is { Kind: EndpointKind.Petri, Capabilities.LoraLoading: true };

    public async Task<ModelRecord> WithAdaptersAsync(EndpointOptions endpoint, ModelRecord record, CancellationToken cancellation)
    {
        var finished = await StoreAsync(endpoint, record.ProviderModel!, cancellation);
        if (record.Checkpoints is not { } kept)
            return record with { Adapter = finished };

        var checkpoints = new List<CheckpointRecord>(kept.Count);
        foreach (var checkpoint in kept)
            checkpoints.Add(checkpoint with { Adapter = checkpoint.Adapter ?? await StoreAsync(endpoint, checkpoint.ProviderModel, cancellation) });

        return record with { Adapter = finished, Checkpoints = checkpoints };
    }

    private Task<string> StoreAsync(EndpointOptions endpoint, string model, CancellationToken cancellation) =>
        artifacts.PutAdapterAsync(adapters.GetAsync(endpoint.Name, model, cancellation), cancellation);
}
