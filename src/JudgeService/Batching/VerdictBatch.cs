using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Batching;

namespace EmergentMisalignment.JudgeService.Batching;

/// <summary>
/// Verdicts by batch. A request's name is <c>CELL.JUDGEMENT.INDEX.PLACE</c>, with the beginnings of both keys: one of the calls that an answer's verdict
/// takes. What comes is kept reply by reply, and whatever verdicts are then whole are recorded.
/// </summary>
public sealed class VerdictBatch(
    Documents documents, Slots slots, AnswerReader reader, AnswerJudge judge, JudgeCalls calls, KeptReplies kept, JudgingInstruments instruments) : IBatchWork
{
    /// <summary>Hexadecimal characters of a key in a request's name, which has 64 in all: 80 bits tell a batch's cells apart.</summary>
    private const int KeyCharacters = 20;

    public async IAsyncEnumerable<BatchCall> CallsAsync(BatchRecord batch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var shard in batch.Shards)
        {
            var cases = await CasesAsync(shard, cancellation);
            if (cases.Answers.Count == 0)
                continue;

            var places = (await PlacesAsync(cases, cancellation)).Count;
            var replies = await kept.ReadAsync(shard, places, batch.Model, cancellation);
            foreach (var (index, answer) in cases.Answers.OrderBy(answer => answer.Key))
            {
                var asked = await calls.OfAsync(cases.Judgement, cases.QuestionOf(answer), answer, cancellation);
                for (var place = 0; place < asked.Count; place++)
                {
                    if (!replies.ContainsKey((index, place)))
                        yield return new BatchCall(string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(shard)}.{index}.{place}"), asked[place], shard);
                }
            }
        }
    }

    public async Task<IBatchHarvest> HarvestAsync(BatchRecord batch, CancellationToken cancellation)
    {
        var harvest = new VerdictHarvest(this, batch, kept);
        foreach (var shard in batch.Shards)
        {
            var cases = await CasesAsync(shard, cancellation);
            if (cases.Answers.Count > 0)
                harvest.Expect(PrefixOf(shard), shard, await PlacesAsync(cases, cancellation));
        }

        return harvest;
    }

    /// <summary>Records the verdicts of a shard whose replies are all there.</summary>
    internal async Task SettleAsync(BatchShard shard, string model, CancellationToken cancellation)
    {
        var cases = await CasesAsync(shard, cancellation);
        if (cases.Answers.Count == 0)
            return;

        var places = (await PlacesAsync(cases, cancellation)).Count;
        var replies = await kept.ReadAsync(shard, places, model, cancellation);
        var verdicts = new List<SlotWrite>();
        foreach (var (index, answer) in cases.Answers.Where(answer => Enumerable.Range(0, places).All(place => replies.ContainsKey((answer.Key, place)))))
        {
            var place = 0;
            var verdict = await judge.JudgeAsync(cases.Judgement, cases.QuestionOf(answer), answer, (_, _) => Task.FromResult(replies[(index, place++)]), cancellation);
            verdicts.Add(new SlotWrite(index, JsonSerializer.SerializeToUtf8Bytes(verdict, LedgerJson.Default.VerdictRecord)));
        }

        instruments.CountVerdicts(await slots.RecordAsync(LedgerKeys.Verdicts(shard.Cell, shard.Judgement), verdicts, cancellation));
        if (verdicts.Count == cases.Answers.Count)
            await kept.ReleaseAsync(shard, places, cancellation);
    }

    private async Task<Cases> CasesAsync(BatchShard shard, CancellationToken cancellation)
    {
        var missing = await slots.MissingAsync(LedgerKeys.Verdicts(shard.Cell, shard.Judgement), shard.Start, shard.Count, cancellation);
        var cell = await documents.GetKnownAsync(LedgerKeys.Cell(shard.Cell), LedgerJson.Default.CellRecord, $"Cell {shard.Cell}", cancellation);
        var judgement = await documents.GetKnownAsync(LedgerKeys.Judgement(shard.Judgement), LedgerJson.Default.JudgementRecord, $"Judgement {shard.Judgement}", cancellation);
        var answers = missing.Count == 0 ? new Dictionary<int, AnswerRecord>() : await reader.ReadAsync(new JudgeShard("", shard.Cell, shard.Judgement, shard.Start, shard.Count), missing, cancellation);
        return new Cases(cell, judgement, answers);
    }

    /// <summary>The calls of one verdict: every verdict of a judgement takes as many, and they differ in their texts alone.</summary>
    private Task<IReadOnlyList<ChatCall>> PlacesAsync(Cases cases, CancellationToken cancellation)
    {
        var answer = cases.Answers.Values.First();
        return calls.OfAsync(cases.Judgement, cases.QuestionOf(answer), answer, cancellation);
    }

    private static string PrefixOf(BatchShard shard) => $"{shard.Cell[..KeyCharacters]}.{shard.Judgement[..KeyCharacters]}";

    private sealed record Cases(CellRecord Cell, JudgementRecord Judgement, IReadOnlyDictionary<int, AnswerRecord> Answers)
    {
        public string QuestionOf(AnswerRecord answer) => Cell.Paraphrases[answer.Paraphrase];
    }
}
