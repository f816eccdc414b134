using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>Where a shard takes its seat at the engine: it is up, and the shard's adapter is loaded.</summary>
public sealed class EngineDesk
{
    private readonly EngineGate _gate;
    private readonly AdapterDesk _adapters;
    private readonly CallLimit _calls;
    private readonly string _endpoint;

    internal EngineDesk(EngineGate gate, AdapterDesk adapters, CallLimit calls, IOptions<EngineOptions> options) =>
        (_gate, _adapters, _calls, _endpoint) = (gate, adapters, calls, options.Value.Endpoint!);

    /// <summary>Whether a cell is for the engine to answer; others are asked of their endpoints as they are.</summary>
    public bool Answers(CellRecord cell) => string.Equals(cell.Endpoint, _endpoint, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="EngineLostException">The engine is away, or went away while the shard waited.</exception>
    public async Task<EngineSeat> SitDownAsync(CellRecord cell, CancellationToken cancellation)
    {
        var life = await _gate.ReadyAsync(cancellation);
        if (cell.Adapter is not { } adapter)
            return new EngineSeat(life, lease: null, _calls);

        return await life.WhileUpAsync(async token => new EngineSeat(life, await _adapters.LeaseAsync(cell.ProviderModel, adapter, token), _calls), cancellation);
    }
}
