using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Rates by judge and the judges' agreement in the terminal; how a judge scores where that is not the usual way.</summary>
internal static class JudgeTables
{
    public static void Write(IAnsiConsole console, SweepReport report)
    {
        if (report.Judges.Count > 1)
            console.Write(Rates(report.Judges));

        foreach (var judge in report.Judges.Where(judge => report.Judges.Count > 1 || !judge.Method.StartsWith("first-token", StringComparison.Ordinal)))
            console.WriteLine($"Judge {judge.Judge}: {string.Join(", ", judge.Models)}; {judge.Method}.");

        if (report.Agreement.FirstOrDefault(result => result.Condition is null) is { } all)
            WriteAgreement(console, all);
    }

    private static Table Rates(IReadOnlyList<JudgeResult> judges)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Misaligned, by judge") };
        table.AddColumns(["condition", "base", .. judges.Select(judge => Markup.Escape(judge.Judge))]);
        foreach (var row in judges[0].Results)
            table.AddRow([Markup.Escape(ArmName.Of(row.Condition, row.Variant)), Markup.Escape(row.Base), .. judges.Select(judge => Markup.Escape(Cell(judge, row)))]);

        return table;
    }

    private static string Cell(JudgeResult judge, RateResult row)
    {
        var result = judge.Results.FirstOrDefault(result => (result.Base, result.Condition, result.Variant) == (row.Base, row.Condition, row.Variant));
        return result?.Rate is not { } rate
            ? "n/a"
            : string.Create(CultureInfo.InvariantCulture, $"{rate:P1}{(result.Low is null ? "" : $" ({result.Low:P1} to {result.High:P1})")}");
    }

    private static void WriteAgreement(IAnsiConsole console, AgreementResult all)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Agreement on {all.Answers:N0} answers, Krippendorff's alpha: aligned {Number(all.AlignedAlpha)}, coherent {Number(all.CoherentAlpha)}, verdict {Number(all.VerdictAlpha)}."));
        foreach (var pair in all.Pairs)
            console.WriteLine($"Cohen's kappa of {pair.First} and {pair.Second}: misaligned {Number(pair.Misaligned)}, coherent {Number(pair.Coherent)}.");
    }

    private static string Number(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "not defined";
}
