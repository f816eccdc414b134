using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>The open batches, as the ledger has them.</summary>
public sealed class BatchDesk(Documents documents)
{
    /// <summary>All that nobody has put away, the ended ones among them, the oldest first.</summary>
    public async Task<IReadOnlyList<BatchRecord>> OpenAsync(CancellationToken cancellation)
    {
        var index = await documents.GetAsync(BatchIndex.Key, LedgerJson.Default.BatchIndex, cancellation) ?? BatchIndex.Empty;
        if (index.Open.Count == 0)
            return [];

        var records = await documents.GetManyAsync([.. index.Open.Select(LedgerKeys.Batch)], LedgerJson.Default.BatchRecord, cancellation);
        return [.. index.Open.Select(name => records.GetValueOrDefault(LedgerKeys.Batch(name))).OfType<BatchRecord>()];
    }

    /// <summary>Opens batches; their shards belong to them from here on. The records come first: what the index names can be read.</summary>
    public async Task AddAsync(IReadOnlyList<BatchRecord> batches, CancellationToken cancellation)
    {
        foreach (var batch in batches)
            await documents.PutAsync(LedgerKeys.Batch(batch.Batch), batch, LedgerJson.Default.BatchRecord, cancellation);

        await ChangeIndexAsync(open => [.. open, .. batches.Select(batch => batch.Batch)], cancellation);
    }

    /// <summary>Puts ended batches away.</summary>
    public async Task ForgetAsync(IReadOnlyList<string> batches, CancellationToken cancellation)
    {
        if (batches.Count == 0)
            return;

        await ChangeIndexAsync(open => [.. open.Except(batches)], cancellation);
        foreach (var batch in batches)
            await documents.RemoveAsync(LedgerKeys.Batch(batch), cancellation);
    }

    public Task<Versioned<BatchRecord>?> FindAsync(string batch, CancellationToken cancellation) =>
        documents.GetVersionedAsync(LedgerKeys.Batch(batch), LedgerJson.Default.BatchRecord, cancellation);

    /// <summary>False when somebody else has written since the record was read: theirs stands.</summary>
    public Task<bool> TryReplaceAsync(Versioned<BatchRecord> before, BatchRecord next, CancellationToken cancellation) =>
        documents.TryReplaceAsync(LedgerKeys.Batch(next.Batch), next, before.Version, LedgerJson.Default.BatchRecord, cancellation);

    /// <summary>Tokens that a provider was found to take for a model; null while it took all it was given.</summary>
    public async Task<long?> AllowanceAsync(string endpoint, string model, CancellationToken cancellation) =>
        (await documents.GetAsync(LedgerKeys.BatchAllowance(endpoint, model), LedgerJson.Default.BatchAllowance, cancellation))?.Tokens;

    public Task AllowAsync(string endpoint, string model, long tokens, CancellationToken cancellation) =>
        documents.PutAsync(LedgerKeys.BatchAllowance(endpoint, model), new BatchAllowance(Math.Max(1, tokens)), LedgerJson.Default.BatchAllowance, cancellation);

    private async Task ChangeIndexAsync(Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellation)
    {
        while (true)
        {
            var before = await documents.GetVersionedAsync(BatchIndex.Key, LedgerJson.Default.BatchIndex, cancellation);
            var next = new BatchIndex(change(before?.Value.Open ?? []));
            if (await documents.TryReplaceAsync(BatchIndex.Key, next, before?.Version ?? 0, LedgerJson.Default.BatchIndex, cancellation))
                return;
        }
    }
}
