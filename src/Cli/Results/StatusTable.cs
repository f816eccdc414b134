using System.Globalization;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Sweeps and their stages as a table in the terminal.</summary>
internal static class StatusTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<StatusRow> sweeps)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sweep");
        foreach (var stage in Stage.All)
            table.AddColumn(new TableColumn(stage.Name).RightAligned());

        table.AddColumn(new TableColumn("spent").RightAligned());
        table.AddColumn("state");
        foreach (var sweep in sweeps)
        {
            var state = (sweep.Paused is { } reason ? $"paused: {reason}" : State(sweep)) + Writing(sweep.Writing);
            table.AddRow([.. Stage.All.Select(stage => Counts(stage.Of(sweep.Progress))).Prepend(sweep.Name).Append(SpendingLine.Short(sweep.Spending)).Append(state).Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static string Writing(WritingProgress? written) =>
        written is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {written.Answers:N0} answers written for {written.Rows:N0} rows");

    private static string Counts(StageProgress stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Done:N0}/{stage.Total:N0}");

    private static string State(StatusRow sweep) => (sweep.Progress, sweep.State) switch
    {
        ({ IsComplete: true, Sequential: { } sequential }, _) => string.Create(
            CultureInfo.InvariantCulture, $"complete: {sequential.Saved * 100:0} % of {sequential.Ceiling:N0} answers saved, {sequential.Enough} of {sequential.Arms} known well enough"),
        ({ IsComplete: true }, _) => "complete",
        (_, SweepState.Cancelled) => "cancelled: em run submits it anew",
        (_, SweepState.Paused) => "paused: em run resumes it",
        ({ Failures.Count: > 0 }, _) => string.Create(CultureInfo.InvariantCulture, $"{sweep.Progress.Failures.Count} missing"),
        ({ Stalls: [var first, ..] }, _) when sweep.IsRunning => $"stalled: {first}",
        ({ InBatches: { } batches }, SweepState.Active) => BatchWords.Of(batches) + (sweep.IsRunning ? "" : "; em run follows them"),
        _ => sweep.IsRunning && sweep.State is SweepState.Active ? "running" : "stopped: em run resumes it",
    };
}
