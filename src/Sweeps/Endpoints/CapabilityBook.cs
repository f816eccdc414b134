using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Endpoints;

/// <summary>
/// What endpoints can do. What configuration declares or the kind decides is taken; the rest is asked once, by calls that cost next to nothing, and remembered in
/// the ledger under the endpoint's name and address.
/// </summary>
public sealed class CapabilityBook(Documents documents, TimeProvider time)
{
    /// <summary>What is remembered; null where it was never asked.</summary>
    public Task<EndpointRecord?> FindAsync(EndpointOptions endpoint, CancellationToken cancellation) =>
        documents.GetAsync(LedgerKeys.Endpoint(endpoint.Place), LedgerJson.Default.EndpointRecord, cancellation);

    /// <summary>What concerns all models of an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="isFresh">Asks again, whatever is remembered.</param>
    /// <param name="cancellation"/>
    /// <exception cref="ModelCallException">It cannot be asked now.</exception>
    public async Task<EndpointCapabilities> OfEndpointAsync(IModelEndpoint endpoint, bool isFresh, CancellationToken cancellation)
    {
        var declared = endpoint.Options.Capabilities;
        if (!isFresh && declared is { FineTuning: not null, Batch: not null, LoraLoading: not null })
            return declared;

        if (!isFresh && await FindAsync(endpoint.Options, cancellation) is { At: not null } known)
            return declared.Or(new EndpointCapabilities { FineTuning = known.FineTuning, Batch = known.Batch, LoraLoading = known.LoraLoading });

        var found = await endpoint.ProbeCapabilitiesAsync(cancellation);
        await ChangeAsync(
            endpoint.Options,
            record => record with { At = time.GetUtcNow(), FineTuning = found.FineTuning, Batch = found.Batch, LoraLoading = found.LoraLoading },
            cancellation);
        return declared.Or(found);
    }

    /// <summary>What concerns one model; null where the endpoint has none of that name, as far as it had to be asked.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="model">The model's name there.</param>
    /// <param name="isFresh">Asks again, whatever is remembered.</param>
    /// <param name="cancellation"/>
    /// <exception cref="ModelCallException">It cannot be asked now.</exception>
    public async Task<EndpointCapabilities?> OfModelAsync(IModelEndpoint endpoint, string model, bool isFresh, CancellationToken cancellation)
    {
        var declared = endpoint.Options.Capabilities;
        if (!isFresh && declared is { LogProbs: not null, TopLogProbs: not null, N: not null, Seed: not null })
            return declared;

        if (!isFresh && (await FindAsync(endpoint.Options, cancellation))?.Models.GetValueOrDefault(model) is { } known)
            return declared.Or(Of(known));

        if (await endpoint.ProbeModelAsync(model, cancellation) is not { } probe)
            return null;

        var found = new ModelAbilities(probe.LogProbs, probe.TopLogProbs, probe.N, probe.Seed, time.GetUtcNow());
        await ChangeAsync(
            endpoint.Options,
            record => record with { Models = new Dictionary<string, ModelAbilities>(record.Models, StringComparer.Ordinal) { [model] = found } },
            cancellation);
        return declared.Or(Of(found));
    }

    private static EndpointCapabilities Of(ModelAbilities known) => new() { LogProbs = known.LogProbs, TopLogProbs = known.TopLogProbs, N = known.N, Seed = known.Seed };

    private async Task ChangeAsync(EndpointOptions endpoint, Func<EndpointRecord, EndpointRecord> change, CancellationToken cancellation)
    {
        var key = LedgerKeys.Endpoint(endpoint.Place);
        while (true)
        {
            var current = await documents.GetVersionedAsync(key, LedgerJson.Default.EndpointRecord, cancellation);
            var record = current?.Value ?? new EndpointRecord { Endpoint = endpoint.Name, Url = endpoint.Url.ToString() };
            if (await documents.TryReplaceAsync(key, change(record), current?.Version ?? 0, LedgerJson.Default.EndpointRecord, cancellation))
                return;
        }
    }
}
