using System.IO.Compression;

namespace EmergentMisalignment.Reports.Exports.Inspect;

/// <summary>
/// Logs for the viewer and the tools of Inspect (UK AI Security Institute): a zip of <c>.eval</c> files, one for each model and variant. Inspect's log is of one task on one model, its lists
/// compare models by their logs, and its scores are a log's; runs under one roof would be one average over conditions that must not be averaged.
/// </summary>
internal sealed class InspectExport : IExport
{
    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Eval];

    public async Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var looks = source.Needs.Runs.ToDictionary(look => look.Run.Id);
        var open = new List<InspectLog>();
        try
        {
            await foreach (var row in source.Rows.WithCancellation(cancellation))
            {
                // Answers come run by run.
                if (open.Count > 0 && open[0].Model.Look.Run.Id != row.Run)
                    await FinishAsync(zip, open, cancellation);

                var log = open.Find(log => log.Model.Gave(row));
                if (log is null)
                    open.Add(log = new InspectLog(new InspectModel(source.Sweep, looks[row.Run], row.Variant, row.Checkpoint)));

                log.Add(row);
            }

            await FinishAsync(zip, open, cancellation);
        }
        finally
        {
            foreach (var log in open)
                await log.DisposeAsync();
        }
    }

    private static async Task FinishAsync(ZipArchive zip, List<InspectLog> logs, CancellationToken cancellation)
    {
        foreach (var log in logs)
        {
            // It is deflated in itself.
            var entry = zip.CreateEntry(log.Model.FileName, CompressionLevel.NoCompression);
            entry.LastWriteTime = InspectLog.Timeless;
            await using var stream = entry.Open();
            await log.FinishAsync(stream, Wanted(log.Model), cancellation);
            await log.DisposeAsync();
        }

        logs.Clear();
    }

    private static long Wanted(InspectModel model) => model.Look.Facts.Cells.Select(facts => facts.Cell)
        .Where(cell => cell.IsFirstJudge && cell.Variant.Name == model.Variant && cell.Checkpoint == model.Checkpoint)
        .Sum(cell => (long)cell.Samples);
}
