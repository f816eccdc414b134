using System.Globalization;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>A server's sweeps as a table in the terminal.</summary>
internal static class SweepTable
{
    public static void Write(IAnsiConsole console, SweepPage page)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("sweep");
        foreach (var stage in Stage.All)
            table.AddColumn(new TableColumn(stage.Name).RightAligned());

        table.AddColumn(new TableColumn("spent").RightAligned());
        table.AddColumn("state");
        foreach (var sweep in page.Sweeps)
            table.AddRow([Markup.Escape(sweep.Name), .. Stage.All.Select(stage => Counts(sweep.Progress is { } progress ? stage.Of(progress) : null)), Markup.Escape(SpendingLine.Short(sweep.Progress?.Spending)), Markup.Escape(SweepWords.Of(sweep))]);

        console.Write(table);
        if (page.Next is { } next)
            console.WriteLine($"There are more: em list --after {next}");
    }

    private static string Counts(StageProgress? stage) => stage is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{stage.Done:N0}/{stage.Total:N0}");
}
