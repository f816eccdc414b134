using System.Runtime.CompilerServices;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Rows;

/// <summary>Reads a run's answers with their verdicts, from Parquet and from the ledger as if they stood in one place.</summary>
public sealed class RunRows(Slots slots, Documents documents, IArtifactStore artifacts)
{
    /// <summary>Rows in the order of cell and index; memory holds one run's rows at the most.</summary>
    public async IAsyncEnumerable<AnswerRow> ReadAsync(
        SweepSpec spec, Run run, IReadOnlyList<PlannedCell> cells, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The ledger first: texts leave it only after the pointers to their artifact are set, so what is no longer here is there.
        var inLedger = new List<(IReadOnlyList<SlotRead> Answers, IReadOnlyList<SlotRead> Verdicts)>(cells.Count);
        foreach (var cell in cells)
        {
            var answers = await slots.ReadAsync(LedgerKeys.Answers(cell.Key), 0, cell.Samples, cancellation);
            inLedger.Add((answers, await slots.ReadAsync(LedgerKeys.Verdicts(cell.Key, cell.Judgement), 0, cell.Samples, cancellation)));
        }

        var archived = await ArchivedAsync(cells, cancellation);
        foreach (var (cell, (answers, verdicts)) in cells.Zip(inLedger))
        {
            var rows = new CellRows(spec, run, cell);
            foreach (var row in archived[cell.Key])
                rows.AddArchived(row);

            foreach (var read in answers)
                rows.AddAnswer(read.Index, JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.AnswerRecord)!);

            foreach (var read in verdicts)
                rows.AddVerdict(read.Index, JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!);

            foreach (var row in rows.Rows)
                yield return row;
        }
    }

    private async Task<ILookup<string, AnswerRow>> ArchivedAsync(IReadOnlyList<PlannedCell> cells, CancellationToken cancellation)
    {
        List<string> keys = [.. cells.SelectMany(cell => (string[])[LedgerKeys.AnswersArchive(cell.Key), LedgerKeys.Archive(cell.Key, cell.Judgement)])];
        var records = await documents.GetManyAsync(keys, LedgerJson.Default.ArchiveRecord, cancellation);
        var wanted = cells.Select(cell => cell.Key).ToHashSet(StringComparer.Ordinal);
        var rows = new List<AnswerRow>();
        foreach (var artifact in records.Values.Select(record => record.Artifact).Distinct(StringComparer.Ordinal))
        {
            await using var content = await artifacts.OpenAsync(artifact, cancellation);
            await foreach (var row in AnswersParquet.ReadAsync(content, cancellationToken: cancellation))
            {
                if (wanted.Contains(row.Cell))
                    rows.Add(row);
            }
        }

        return rows.ToLookup(row => row.Cell, StringComparer.Ordinal);
    }
}
