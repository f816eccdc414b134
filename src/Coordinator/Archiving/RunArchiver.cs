using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.Coordinator.Archiving;

/// <summary>
/// Moves a complete run out of Redis: one Parquet artifact, then the pointers to it, then the texts go. Killed between any two of these, the next look
/// finds the run not archived or not released, and does it again with the same bytes.
/// </summary>
public sealed partial class RunArchiver(RunRows rows, Slots slots, Documents documents, IArtifactStore artifacts, ILogger<RunArchiver> logger)
{
    public async Task ArchiveAsync(SweepRecord sweep, RunLook look, CancellationToken cancellation)
    {
        var pointers = look.Needs.Archive
            ? await WriteAsync(sweep, look, cancellation)
            : look.Needs.Release.ToDictionary(cell => cell.Cell, cell => cell.Archive!);

        foreach (var (cell, archive) in pointers)
        {
            await slots.ReleaseAsync(LedgerKeys.Answers(cell.Key), 0, archive.Rows, cancellation);
            await slots.ReleaseAsync(LedgerKeys.Verdicts(cell.Key, cell.Judgement), 0, archive.Rows, cancellation);
            await documents.PointAsync(LedgerKeys.Archive(cell.Key, cell.Judgement), archive with { Released = true }, cancellation);
        }
    }

    private async Task<Dictionary<PlannedCell, ArchiveRecord>> WriteAsync(SweepRecord sweep, RunLook look, CancellationToken cancellation)
    {
        var cells = look.Facts.Cells.Select(facts => facts.Cell).ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var artifact = await artifacts.PutAsync(
            async output =>
            {
                await AnswersParquet.WriteAsync(output, JudgedAsync(), cancellation);
                cells.ForEach(CheckIsWhole);
            },
            cancellation);

        var pointers = cells.ToDictionary(cell => cell, cell => new ArchiveRecord { Artifact = artifact, Rows = counts[cell.Key + cell.Judgement] });
        foreach (var (cell, archive) in pointers)
        {
            await documents.PointAsync(LedgerKeys.AnswersArchive(cell.Key), archive with { Released = true }, cancellation);
            await documents.PointAsync(LedgerKeys.Archive(cell.Key, cell.Judgement), archive, cancellation);
        }

        var written = counts.Values.Sum();
        LogArchived(look.Run.Id, written, artifact);
        return pointers;

        // Rows from 0 on without a gap: what a pointer says is in the file is in the file.
        async IAsyncEnumerable<AnswerRow> JudgedAsync()
        {
            await foreach (var row in rows.ReadAsync(sweep.Spec, look.Run, cells, cancellation))
            {
                var key = row.Cell + row.Judgement;
                if (row.Index != counts.GetValueOrDefault(key))
                    continue;

                counts[key] = row.Index + 1;
                yield return row;
            }
        }

        // All was counted a moment ago: a gap means that texts are gone, and a pointer to fewer rows would hide it.
        void CheckIsWhole(PlannedCell cell)
        {
            var whole = counts.GetValueOrDefault(cell.Key + cell.Judgement);
            if (whole < cell.Samples)
            {
                throw new InvalidOperationException(
                    $"Answer {whole} of cell {cell.Key} is neither in the ledger nor in an artifact: put the artifact folder back, or start with an empty ledger.");
            }
        }
    }
}
