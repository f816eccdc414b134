using System.Globalization;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Progress;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Sweeps and their stages as a table in the terminal.</summary>
internal static class StatusTable
{
    public static async Task WriteAsync(LedgerSession session, CancellationToken cancellation)
    {
        var sweeps = session.Services.GetRequiredService<SweepRegistry>();
        var documents = session.Services.GetRequiredService<Documents>();
        var writing = session.Services.GetRequiredService<WritingReader>();
        var spending = session.Services.GetRequiredService<SpendingReader>();
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sweep");
        foreach (var stage in Stage.All)
            table.AddColumn(new TableColumn(stage.Name).RightAligned());

        table.AddColumn(new TableColumn("spent").RightAligned());
        table.AddColumn("state");
        var index = await sweeps.IndexAsync(cancellation);
        foreach (var name in index.Known)
        {
            if (await documents.GetAsync(LedgerKeys.Progress(name), LedgerJson.Default.SweepProgress, cancellation) is { } progress)
                table.AddRow([Markup.Escape(name), .. Stage.All.Select(stage => Counts(stage.Of(progress))), Markup.Escape(SpendingLine.Short(await spending.ReadAsync(name, cancellation))), (await WhyAsync(sweeps, name, cancellation) ?? State(progress, index.StateOf(name), session.IsRunning)) + await WritingAsync(name, progress)]);
        }

        Terminal.Out.Write(table);

        async Task<string> WritingAsync(string name, SweepProgress progress) =>
            !progress.Datasets.IsComplete && await sweeps.FindAsync(name, cancellation) is { } sweep && await writing.ReadAsync(sweep.Spec, cancellation) is { } written
                ? string.Create(CultureInfo.InvariantCulture, $"; {written.Answers:N0} answers written for {written.Rows:N0} rows")
                : "";
    }

    private static async Task<string?> WhyAsync(SweepRegistry sweeps, string name, CancellationToken cancellation) =>
        await sweeps.WhyPausedAsync(name, cancellation) is { } paused ? Markup.Escape($"paused: {paused.Reason}") : null;

    private static string Counts(StageProgress stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Done:N0}/{stage.Total:N0}");

    private static string State(SweepProgress progress, SweepState? state, bool isRunning) => (progress, state) switch
    {
        ({ IsComplete: true, Sequential: { } sequential }, _) => string.Create(
            CultureInfo.InvariantCulture, $"complete: {sequential.Saved * 100:0} % of {sequential.Ceiling:N0} answers saved, {sequential.Enough} of {sequential.Arms} known well enough"),
        ({ IsComplete: true }, _) => "complete",
        (_, SweepState.Cancelled) => "cancelled: em run submits it anew",
        (_, SweepState.Paused) => "paused: em run resumes it",
        ({ Failures.Count: > 0 }, _) => string.Create(CultureInfo.InvariantCulture, $"{progress.Failures.Count} missing"),
        ({ Stalls: [var first, ..] }, _) when isRunning => Markup.Escape($"stalled: {first}"),
        ({ InBatches: { } batches }, SweepState.Active) => BatchWords.Of(batches) + (isRunning ? "" : "; em run follows them"),
        _ => isRunning && state is SweepState.Active ? "running" : "stopped: em run resumes it",
    };
}
