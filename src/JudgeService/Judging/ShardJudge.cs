using System.Collections.Concurrent;
using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>Judges what is unjudged of a shard and writes the verdicts together.</summary>
public sealed class ShardJudge(
    Documents documents, Slots slots, AnswerReader reader, AnswerJudge judge, JudgingInstruments instruments, IOptions<JudgeServiceOptions> options)
{
    /// <remarks>
    /// A failed call fails the shard and is tried again: it never becomes a missing score. The verdicts that were made by then are kept, also when the
    /// process is asked to stop, so that the next try makes only the others.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An answer is counted but nowhere to be read, or the ledger does not know what the keys stand for.</exception>
    public async Task JudgeAsync(IShard shard, CancellationToken cancellation)
    {
        var set = LedgerKeys.Verdicts(shard.Cell, shard.Judgement);
        var missing = await slots.MissingAsync(set, shard.Start, shard.Count, cancellation);
        if (missing.Count == 0)
            return;

        var cell = await documents.GetAsync(LedgerKeys.Cell(shard.Cell), LedgerJson.Default.CellRecord, cancellation)
            ?? throw new InvalidOperationException($"Cell {shard.Cell} is not in the ledger: submit the sweep again.");
        var judgement = await documents.GetAsync(LedgerKeys.Judgement(shard.Judgement), LedgerJson.Default.JudgementRecord, cancellation)
            ?? throw new InvalidOperationException($"Judgement {shard.Judgement} is not in the ledger: submit the sweep again.");
        var answers = await reader.ReadAsync(shard, missing, cancellation);

        var verdicts = new ConcurrentBag<SlotWrite>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsPerShard, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(answers, parallel, async (answer, token) =>
            {
                var verdict = await judge.JudgeAsync(judgement, cell.Paraphrases[answer.Value.Paraphrase], answer.Value.Text, token);
                verdicts.Add(new SlotWrite(answer.Key, JsonSerializer.SerializeToUtf8Bytes(verdict, LedgerJson.Default.VerdictRecord)));
            });
        }
        finally
        {
            var outcome = await slots.RecordAsync(set, [.. verdicts], CancellationToken.None);
            instruments.CountVerdicts(outcome.Written, outcome.Duplicates);
        }

        if (missing.FirstOrDefault(index => !answers.ContainsKey(index), -1) is >= 0 and var lost)
        {
            throw new InvalidOperationException(
                $"Answer {lost} of cell {shard.Cell} is neither in the ledger nor in an artifact: put the artifact folder back, or start with an empty ledger.");
        }
    }
}
