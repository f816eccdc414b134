using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>Which answers and verdicts wait for a batch, whichever sweep planned it and however it cut its shards.</summary>
public sealed class BatchCover
{
    private readonly Dictionary<(BatchStage Stage, string Cell, string Judgement), List<(string Batch, BatchShard Shard)>> _shards = [];

    public BatchCover(IEnumerable<BatchRecord> open)
    {
        foreach (var batch in open.Where(batch => !batch.Ended))
        {
            foreach (var shard in batch.Shards)
            {
                var key = KeyOf(batch.Stage, shard);
                if (!_shards.TryGetValue(key, out var shards))
                    _shards[key] = shards = [];
                shards.Add((batch.Batch, shard));
            }
        }
    }

    /// <summary>The batches that hold some of a shard's indices.</summary>
    public IEnumerable<string> Of(BatchStage stage, BatchShard wanted) =>
        _shards.GetValueOrDefault(KeyOf(stage, wanted), [])
            .Where(held => held.Shard.Start < wanted.Start + wanted.Count && wanted.Start < held.Shard.Start + held.Shard.Count)
            .Select(held => held.Batch);

    // An answer is an answer, whoever is to judge it.
    private static (BatchStage, string, string) KeyOf(BatchStage stage, BatchShard shard) => (stage, shard.Cell, stage == BatchStage.Verdicts ? shard.Judgement : "");
}
