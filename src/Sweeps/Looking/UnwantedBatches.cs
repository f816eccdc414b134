using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Batching;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Tells which batches of cancelled sweeps hold nothing that another sweep lacks: answers and verdicts belong to whoever asks for their keys.</summary>
public sealed class UnwantedBatches(SweepRegistry sweeps, SweepObserver observer, BatchDesk desk)
{
    /// <summary>The batches of cancelled sweeps that nobody has put away, the ended ones among them.</summary>
    public async Task<IReadOnlyList<BatchRecord>> LeftAsync(CancellationToken cancellation)
    {
        var index = await sweeps.IndexAsync(cancellation);
        return index.Cancelled.Count == 0 ? [] : [.. (await desk.OpenAsync(cancellation)).Where(batch => index.Cancelled.Contains(batch.Sweep))];
    }

    /// <summary>Those of which no active or paused sweep lacks anything. A batch of which one lacks a part goes on as a whole: providers end nothing less.</summary>
    public async Task<IReadOnlyList<BatchRecord>> OfAsync(IReadOnlyList<BatchRecord> left, CancellationToken cancellation)
    {
        var cover = new BatchCover(left);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var index = await sweeps.IndexAsync(cancellation);
        foreach (var name in index.Active.Concat(index.Paused))
        {
            if (await sweeps.FindAsync(name, cancellation) is not { } sweep)
                continue;

            foreach (var look in (await observer.LookAsync(sweep, cancellation)).Runs)
            {
                wanted.UnionWith(look.Needs.Sample.SelectMany(shard => cover.Of(BatchStage.Answers, shard.ToBatchShard())));
                wanted.UnionWith(look.Needs.Judge.SelectMany(shard => cover.Of(BatchStage.Verdicts, shard.ToBatchShard())));
            }
        }

        return [.. left.Where(batch => !wanted.Contains(batch.Batch))];
    }
}
