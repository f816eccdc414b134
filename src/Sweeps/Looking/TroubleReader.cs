using System.Globalization;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Says which of a sweep's endpoints give nothing but failures, while the calls to them are still being tried again: what looks like running is a stall.</summary>
public sealed class TroubleReader(Documents documents, TimeProvider time)
{
    /// <summary>Whoever told it may have ended since, or rest with all its work, which takes two minutes at most.</summary>
    private static readonly TimeSpan Counts = TimeSpan.FromMinutes(3);

    /// <summary>One sentence an endpoint in trouble.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var troubles = await FindAsync(spec.Endpoints(), cancellation);
        return [.. from trouble in troubles.Values orderby trouble.Since select $"no call has succeeded for {Words(now - trouble.Since)}: {trouble.Cause}"];
    }

    /// <summary>Those of the endpoints that are in trouble, by name.</summary>
    public async Task<IReadOnlyDictionary<string, EndpointTroubleRecord>> FindAsync(IReadOnlyList<string> endpoints, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var troubles = await documents.GetManyAsync([.. endpoints.Select(LedgerKeys.EndpointTrouble)], LedgerJson.Default.EndpointTroubleRecord, cancellation);
        return (from endpoint in endpoints
                let trouble = troubles.GetValueOrDefault(LedgerKeys.EndpointTrouble(endpoint))
                where trouble is not null && now - trouble.At < Counts
                select (endpoint, trouble)).ToDictionary(pair => pair.endpoint, pair => pair.trouble, StringComparer.Ordinal);
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
    };
}
