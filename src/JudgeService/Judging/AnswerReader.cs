using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.JudgeService.Judging;

/// <summary>Finds answers where they are: in the ledger, or in Parquet when their run was archived under an earlier judgement.</summary>
public sealed class AnswerReader(Slots slots, Documents documents, IArtifactStore artifacts)
{
    public async Task<IReadOnlyDictionary<int, AnswerRecord>> ReadAsync(IShard shard, IReadOnlyList<int> indices, CancellationToken cancellation)
    {
        var wanted = indices.ToHashSet();
        var answers = new Dictionary<int, AnswerRecord>();
        foreach (var read in await slots.ReadAsync(LedgerKeys.Answers(shard.Cell), shard.Start, shard.Count, cancellation))
        {
            if (wanted.Contains(read.Index))
                answers[read.Index] = JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.AnswerRecord)!;
        }

        if (answers.Count < wanted.Count)
            await ReadArchivedAsync(shard, wanted, answers, cancellation);

        return answers;
    }

    private async Task ReadArchivedAsync(IShard shard, HashSet<int> wanted, Dictionary<int, AnswerRecord> answers, CancellationToken cancellation)
    {
        var archive = await documents.GetAsync(LedgerKeys.AnswersArchive(shard.Cell), LedgerJson.Default.ArchiveRecord, cancellation);
        if (archive is null)
            return;

        await using var content = await artifacts.OpenAsync(archive.Artifact, cancellation);
        await foreach (var row in AnswersParquet.ReadAsync(content, cancellationToken: cancellation))
        {
            if (row.Cell != shard.Cell || !wanted.Contains(row.Index) || answers.ContainsKey(row.Index))
                continue;

            answers[row.Index] = ArchivedAnswers.ToRecord(row);
        }
    }
}
