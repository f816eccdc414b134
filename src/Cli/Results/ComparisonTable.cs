using System.Globalization;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Comparing;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Two sweeps side by side in the terminal: what stands between them first, then the numbers.</summary>
internal static class ComparisonTable
{
    public static void Write(IAnsiConsole console, SweepComparison comparison, bool withQuestions)
    {
        foreach (var warning in comparison.Warnings)
            console.WriteLine($"Warning: {warning}");
        foreach (var side in new[] { comparison.Left, comparison.Right }.Where(side => side.Miniature))
            console.WriteLine($"{side.Sweep} is of the miniature, a toy model organism: not evidence about large models.");

        if (comparison.Rows.Count > 0)
        {
            var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Misaligned among coherent answers; differences in percentage points") };
            table.AddColumns("base", "condition", "question", Markup.Escape(comparison.Left.Sweep), Markup.Escape(comparison.Right.Sweep), "difference", "interval", "p (Holm)", "test");
            foreach (var row in comparison.Rows.Where(row => withQuestions || row.Question is null))
                table.AddRow([.. Cells(row).Select(Markup.Escape)]);

            console.Write(table);
            console.WriteLine($"Estimand: {comparison.Left.Estimand}");
            console.WriteLine("Rates are over the questions that both sweeps ask. Holm's correction is over whole sets, and over questions.");
        }

        WriteOnly(console, comparison.Left.Sweep, comparison.OnlyLeft);
        WriteOnly(console, comparison.Right.Sweep, comparison.OnlyRight);
        console.WriteLine(comparison.Settings.Count == 0 ? "Their settings are the same." : "Settings that differ:");
        foreach (var setting in comparison.Settings)
            console.WriteLine($"  {KeyWords.Of(setting)}");
    }

    private static void WriteOnly(IAnsiConsole console, string sweep, IReadOnlyList<string> only)
    {
        if (only.Count > 0)
            console.WriteLine($"Only in {sweep}: {string.Join(", ", only)}.");
    }

    private static IEnumerable<string> Cells(ComparedRow row) =>
    [
        row.Base == row.RightBase ? row.Base : $"{row.Base}, {row.RightBase}",
        ArmName.Of(row.Condition, row.Variant),
        row.Question ?? "all",
        Rate(row.Left),
        Rate(row.Right),
        Points(row.Difference?.Difference),
        row.Difference?.Low is null ? "" : $"{Points(row.Difference.Low)} to {Points(row.Difference.High)}",
        row.Difference?.HolmP is { } p ? p.ToString("0.####", CultureInfo.InvariantCulture) : "n/a",
        row.Difference is null ? "other estimand" : row.Difference.Test ?? row.Difference.Interval,
    ];

    private static string Rate(RateResult result) => result.Rate is null
        ? "n/a"
        : result.Low is null ? Percent(result.Rate.Value) : $"{Percent(result.Rate.Value)} ({Percent(result.Low.Value)} to {Percent(result.High!.Value)}, {result.Seeds} {(result.Seeds == 1 ? "model" : "models")})";

    private static string Percent(double rate) => rate.ToString("P1", CultureInfo.InvariantCulture);

    private static string Points(double? difference) => difference is { } value ? (value * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "n/a";
}
