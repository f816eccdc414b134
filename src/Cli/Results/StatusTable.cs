using System.Globalization;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Progress;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
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
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sweep");
        foreach (var stage in Stage.All)
            table.AddColumn(new TableColumn(stage.Name).RightAligned());

        table.AddColumn("state");
        var active = await sweeps.ActiveAsync(cancellation);
        foreach (var name in await sweeps.KnownAsync(cancellation))
        {
            if (await documents.GetAsync(LedgerKeys.Progress(name), LedgerJson.Default.SweepProgress, cancellation) is { } progress)
                table.AddRow([Markup.Escape(name), .. Stage.All.Select(stage => Counts(stage.Of(progress))), State(progress, session.IsRunning && active.Contains(name))]);
        }

        Terminal.Out.Write(table);
    }

    private static string Counts(StageProgress stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Done:N0}/{stage.Total:N0}");

    private static string State(SweepProgress progress, bool isRunning) => progress switch
    {
        { IsComplete: true } => "complete",
        { Failures.Count: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{progress.Failures.Count} missing"),
        { Stalls: [var first, ..] } when isRunning => Markup.Escape($"stalled: {first}"),
        _ => isRunning ? "running" : "stopped: em run resumes it",
    };
}
