using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Writes a sweep's report folder from what the ledger and the artifacts hold.</summary>
public sealed class SweepReporter(SweepDirectory sweeps, AnswersFile answers, ReportComposer composer, ReportWriter writer, TimeProvider time)
{
    public async Task<SweepReport> WriteAsync(string name, ReportRequest request, CancellationToken cancellation)
    {
        var (sweep, needs) = await sweeps.LookAsync(name, cancellation);
        return await WriteAsync(sweep, needs, request.Folder, request.On(time.GetUtcNow()), cancellation);
    }

    /// <summary>As above, of a look that was taken.</summary>
    public async Task<SweepReport> WriteAsync(SweepRecord sweep, SweepNeeds needs, DirectoryInfo folder, ReportOccasion occasion, CancellationToken cancellation)
    {
        folder.Create();
        var file = Path.Combine(folder.FullName, "answers.parquet");
        var tally = await answers.WriteAsync(file, sweep.Spec, needs, cancellation);
        var report = await composer.ComposeAsync(sweep, needs, tally, occasion, cancellation);
        await writer.WriteAsync(folder.FullName, report, await Manifest.CreateAsync(sweep, needs, report.Spending, file, occasion, cancellation), cancellation);
        return report;
    }
}
