using System.Globalization;
using EmergentMisalignment.Cli.Planning;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>The fine-tunes of a sweep by condition: whether conditions are trained for as many steps is read here.</summary>
internal static class TrainingTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<PlannedTraining> trainings)
    {
        if (trainings.Count == 0)
            return;

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("fine-tuned on");
        foreach (var column in (string[])["rows", "epochs", "batch", "steps"])
            table.AddColumn(new TableColumn(column).RightAligned());

        foreach (var training in trainings)
            table.AddRow(Markup.Escape(training.Condition), Count(training.Rows), Count(training.Epochs), Count(training.BatchSize), Count(training.Steps));

        console.Write(table);
    }

    private static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "the provider's";
}
