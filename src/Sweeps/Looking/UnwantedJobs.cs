using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Finds the fine-tunes that cancelled sweeps have left under way, and that no other sweep wants.</summary>
public sealed class UnwantedJobs(SweepRegistry sweeps, SweepModels models, Documents documents)
{
    /// <returns>Their models by the sweep that was cancelled. A sweep that has left none is not looked at again, unless it is cancelled once more.</returns>
    public async Task<IReadOnlyList<(string Sweep, IReadOnlyList<string> Models)>> FindAsync(CancellationToken cancellation)
    {
        var index = await sweeps.IndexAsync(cancellation);
        if (index.Cancelled.Count == 0)
            return [];

        var cleared = await documents.GetManyAsync([.. index.Cancelled.Select(LedgerKeys.Cleared)], LedgerJson.Default.DateTimeOffset, cancellation);
        var left = new List<(string Sweep, IReadOnlyList<string> Models)>();
        HashSet<string>? wanted = null;
        foreach (var name in index.Cancelled)
        {
            if (await sweeps.FindAsync(name, cancellation) is not { } sweep || cleared.GetValueOrDefault(LedgerKeys.Cleared(name)) == sweep.SubmittedAt)
                continue;

            var underWay = await UnderWayAsync(await models.OfAsync(sweep.Spec, cancellation), cancellation);
            wanted ??= await WantedAsync(index, cancellation);
            var unwanted = underWay.Where(model => !wanted.Contains(model)).ToList();
            if (unwanted.Count > 0)
                left.Add((name, unwanted));
            else
                await documents.PutAsync(LedgerKeys.Cleared(name), sweep.SubmittedAt, LedgerJson.Default.DateTimeOffset, cancellation);
        }

        return left;
    }

    /// <summary>Whether a model's fine-tune is one of them.</summary>
    public async Task<bool> ContainsAsync(string model, CancellationToken cancellation) => (await FindAsync(cancellation)).Any(left => left.Models.Contains(model));

    private async Task<HashSet<string>> WantedAsync(SweepIndex index, CancellationToken cancellation)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in index.Active.Concat(index.Paused))
        {
            if (await sweeps.FindAsync(name, cancellation) is { } sweep)
                wanted.UnionWith(await models.OfAsync(sweep.Spec, cancellation));
        }

        return wanted;
    }

    /// <summary>Those that were asked for and have not ended. A request without a record may be a job that its process did not live to write down.</summary>
    private async Task<IReadOnlyList<string>> UnderWayAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var requests = await documents.GetManyAsync([.. keys.Select(LedgerKeys.ModelRequest)], LedgerJson.Default.ModelRequest, cancellation);
        var records = await documents.GetManyAsync([.. keys.Select(LedgerKeys.Model)], LedgerJson.Default.ModelRecord, cancellation);
        return
        [
            .. keys.Where(key => requests.ContainsKey(LedgerKeys.ModelRequest(key))
                && records.GetValueOrDefault(LedgerKeys.Model(key))?.Status is not (ModelStatus.Ready or ModelStatus.Failed)),
        ];
    }
}
