using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Whole-set rates from several sources in one table, each under the estimand that it names.</summary>
internal static class ComparedTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Source, IReadOnlyList<RateResult> Results)> sources)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("source", "base", "condition", "models", "misaligned", "interval", "standard error", "coherent", "answers");
        var estimands = sources.SelectMany(source => source.Results).Select(result => result.Estimand).Distinct().ToList();
        if (estimands.Count > 1)
            table.AddColumn("estimand");

        foreach (var (source, results) in sources)
        {
            foreach (var result in results.Where(result => result.Question is null))
                table.AddRow([.. Cells(source, result).Concat(estimands.Count > 1 ? [Name(estimands, result.Estimand)] : []).Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (var estimand in estimands)
            console.WriteLine(estimands.Count > 1 ? $"Estimand {Name(estimands, estimand)}: {estimand}" : $"Estimand: {estimand}");

        if (estimands.Count > 1)
            console.WriteLine("These rates are of different things: give --estimand as the sweep has it before comparing them.");
    }

    private static IEnumerable<string> Cells(string source, RateResult result) =>
    [
        source,
        result.Base,
        ArmName.Of(result.Condition, result.Variant),
        result.Seeds.ToString(CultureInfo.InvariantCulture),
        Percent(result.Rate),
        result.Low is null ? "" : $"{Percent(result.Low)} to {Percent(result.High)}{(result.Interval == IntervalKinds.Wilson ? " (one model: Wilson)" : "")}",
        result.StandardError is null ? "" : Percent(result.StandardError),
        Percent(result.Answers == 0 ? null : (double)result.Coherent / result.Answers),
        result.Answers.ToString("N0", CultureInfo.InvariantCulture),
    ];

    private static string Name(List<string> estimands, string estimand) => ((char)('A' + estimands.IndexOf(estimand))).ToString();

    private static string Percent(double? rate) => rate is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "n/a";
}
