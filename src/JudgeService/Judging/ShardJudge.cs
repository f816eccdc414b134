using System.Text.Json;
using System.Threading.Channels;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>Judges what is unjudged of a shard. Verdicts go to the ledger as they come, those that come while it writes as the next batch.</summary>
public sealed class ShardJudge(
    Documents documents, Slots slots, AnswerReader reader, AnswerJudge judge, KeptReplies kept, IModelEndpoints endpoints, SpendingDesk spending, JudgingInstruments instruments, TimeProvider time,
    IOptions<JudgeServiceOptions> options)
{
    /// <summary>Verdicts that come within a blink of one another share a script call; a kill costs no more than that blink beside the calls in flight.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(15);

    /// <remarks>
    /// A failed call fails the shard and is tried again: it never becomes a missing score. The verdicts that were made by then are kept, also when the
    /// process is asked to stop or killed, so that the next try makes only the others.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An answer is counted but nowhere to be read, or the ledger does not know what the keys stand for.</exception>
    public async Task JudgeAsync(IShard shard, WorkSession session)
    {
        var cancellation = session.Cancellation;
        var set = LedgerKeys.Verdicts(shard.Cell, shard.Judgement);
        var missing = await slots.MissingAsync(set, shard.Start, shard.Count, cancellation);
        if (missing.Count == 0)
            return;

        var cell = await documents.GetKnownAsync(LedgerKeys.Cell(shard.Cell), LedgerJson.Default.CellRecord, $"Cell {shard.Cell}", cancellation);
        var judgement = await documents.GetKnownAsync(LedgerKeys.Judgement(shard.Judgement), LedgerJson.Default.JudgementRecord, $"Judgement {shard.Judgement}", cancellation);
        var answers = await reader.ReadAsync(shard, missing, cancellation);

        var endpoint = endpoints.Get(judgement.Endpoint);
        var payer = new Payer(shard.Sweep, SpendingStage.Verdicts);
        var replies = await KeptAsync(shard, cell, judgement, answers, cancellation);
        var verdicts = Channel.CreateUnbounded<SlotWrite>(new UnboundedChannelOptions { SingleReader = true });
        var recording = RecordAsync(set, verdicts.Reader);
        try
        {
            await session.ForEachAsync(answers, options.Value.CallsPerShard, async (answer, token) =>
            {
                var place = 0;
                var verdict = await judge.JudgeAsync(
                    judgement, cell.Paraphrases[answer.Value.Paraphrase], answer.Value,
                    (call, until) => replies.TryGetValue((answer.Key, place++), out var reply) ? Task.FromResult(reply) : spending.CompleteAsync(endpoint, call, payer, until),
                    token);
                verdicts.Writer.TryWrite(new SlotWrite(answer.Key, JsonSerializer.SerializeToUtf8Bytes(verdict, LedgerJson.Default.VerdictRecord)));
            });
        }
        finally
        {
            verdicts.Writer.Complete();
            await recording;
        }

        if (missing.FirstOrDefault(index => !answers.ContainsKey(index), -1) is >= 0 and var lost)
        {
            throw new InvalidOperationException(
                $"Answer {lost} of cell {shard.Cell} is neither in the ledger nor in an artifact: put the artifact folder back, or start with an empty ledger.");
        }

        if (replies.Count > 0)
            await kept.ReleaseAsync(ShardOf(shard), replies.Keys.Max(reply => reply.Place) + 1, cancellation);
    }

    private static BatchShard ShardOf(IShard shard) => new(shard.Cell, shard.Judgement, shard.Start, shard.Count, shard.Count);

    /// <summary>What batches have brought for this shard and its verdicts still lack others to: only those are asked for.</summary>
    private async Task<IReadOnlyDictionary<(int Index, int Place), ChatResult>> KeptAsync(
        IShard shard, CellRecord cell, JudgementRecord judgement, IReadOnlyDictionary<int, AnswerRecord> answers, CancellationToken cancellation)
    {
        if (!judgement.InBatches || answers.Count == 0)
            return new Dictionary<(int, int), ChatResult>();

        var answer = answers.Values.First();
        var calls = await new JudgeCalls(judge).OfAsync(judgement, cell.Paraphrases[answer.Paraphrase], answer, cancellation);
        return await kept.ReadAsync(ShardOf(shard), calls.Count, judgement.Model, cancellation);
    }

    private async Task RecordAsync(string set, ChannelReader<SlotWrite> verdicts)
    {
        var batch = new List<SlotWrite>();
        while (await verdicts.WaitToReadAsync())
        {
            await Task.Delay(Linger, time);
            batch.Clear();
            while (verdicts.TryRead(out var verdict))
                batch.Add(verdict);

            instruments.CountVerdicts(await slots.RecordAsync(set, batch));
        }
    }
}
