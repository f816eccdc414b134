using System.Text.Json;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.JudgeService.Batching;

/// <summary>
/// Replies that batches brought, by the place of their call among those of one verdict. A verdict of which only some calls were served before an expiry is
/// finished from these and the others: none is paid for twice.
/// </summary>
public sealed class KeptReplies(Slots slots)
{
    public Task KeepAsync(string cell, string judgement, int place, IReadOnlyList<(int Index, ChatResult Result)> replies, CancellationToken cancellation) =>
        slots.RecordAsync(LedgerKeys.Replies(cell, judgement, place), [.. replies.Select(reply => new SlotWrite(reply.Index, Pack(reply.Result)))], cancellation);

    /// <summary>The replies to a shard's calls, by sample index and place.</summary>
    public async Task<IReadOnlyDictionary<(int Index, int Place), ChatResult>> ReadAsync(BatchShard shard, int places, string model, CancellationToken cancellation)
    {
        var kept = new Dictionary<(int, int), ChatResult>();
        for (var place = 0; place < places; place++)
        {
            foreach (var read in await slots.ReadAsync(LedgerKeys.Replies(shard.Cell, shard.Judgement, place), shard.Start, shard.Count, cancellation))
                kept[(read.Index, place)] = Unpack(read.Payload, model);
        }

        return kept;
    }

    /// <summary>Drops the replies of a shard whose verdicts are all there.</summary>
    public async Task ReleaseAsync(BatchShard shard, int places, CancellationToken cancellation)
    {
        for (var place = 0; place < places; place++)
            await slots.ReleaseAsync(LedgerKeys.Replies(shard.Cell, shard.Judgement, place), shard.Start, shard.Count, cancellation);
    }

    private static byte[] Pack(ChatResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new ReplyRecord([.. result.Choices.Select(choice => new ReplyChoice(choice.Text, choice.FinishReason, choice.Refusal, choice.FirstTokenTop))]), LedgerJson.Default.ReplyRecord);

    private static ChatResult Unpack(ReadOnlyMemory<byte> payload, string model)
    {
        var reply = JsonSerializer.Deserialize(payload.Span, LedgerJson.Default.ReplyRecord)!;
        return new ChatResult([.. reply.Choices.Select((choice, i) => new ChatChoice(i, choice.Text, choice.FinishReason, choice.Refusal, choice.Top, null))], 0, 0, null, model);
    }
}
