using System.Globalization;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Batching;

namespace EmergentMisalignment.JudgeService.Batching;

/// <summary>Files what a batch of judge calls has brought: replies as they come, some at a time, then the verdicts that they make whole.</summary>
internal sealed class VerdictHarvest(VerdictBatch work, BatchRecord batch, KeptReplies kept) : IBatchHarvest
{
    private const int RepliesAtOnce = 256;

    private readonly Dictionary<string, (List<BatchShard> Shards, IReadOnlyList<ChatCall> Calls)> _cells = new(StringComparer.Ordinal);
    private readonly List<(BatchShard Shard, int Index, int Place, ChatResult Result)> _replies = [];

    public void Expect(string prefix, BatchShard shard, IReadOnlyList<ChatCall> calls)
    {
        if (!_cells.TryGetValue(prefix, out var cell))
            _cells[prefix] = cell = ([], [.. calls.Select(call => call with { Messages = [] })]);
        cell.Shards.Add(shard);
    }

    public (ChatCall Call, BatchShard Shard)? Find(string id) => Parse(id) is var (shard, _, _, call) ? (call, shard) : null;

    public async Task KeepAsync(string id, ChatResult result, CancellationToken cancellation)
    {
        var (shard, index, place, _) = Parse(id)!.Value;
        _replies.Add((shard, index, place, result));
        if (_replies.Count == RepliesAtOnce)
            await FlushAsync(cancellation);
    }

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        foreach (var shard in batch.Shards)
            await work.SettleAsync(shard, batch.Model, cancellation);
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        foreach (var set in _replies.GroupBy(reply => (reply.Shard.Cell, reply.Shard.Judgement, reply.Place)))
            await kept.KeepAsync(set.Key.Cell, set.Key.Judgement, set.Key.Place, [.. set.Select(reply => (reply.Index, reply.Result))], cancellation);
        _replies.Clear();
    }

    private (BatchShard Shard, int Index, int Place, ChatCall Call)? Parse(string id)
    {
        if (id.Split('.') is not [var cell, var judgement, var first, var second] || !_cells.TryGetValue($"{cell}.{judgement}", out var known)
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= known.Calls.Count)
        {
            return null;
        }

        var shard = known.Shards.Find(shard => index >= shard.Start && index < shard.Start + shard.Count);
        return shard is null ? null : (shard, index, place, known.Calls[place]);
    }
}
