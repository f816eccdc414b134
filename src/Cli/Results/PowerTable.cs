using System.Globalization;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Planning;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Power by seeds and samples, or the smallest visible rate by seeds, as a table in the terminal.</summary>
internal static class PowerTable
{
    public static void WritePower(IAnsiConsole console, PowerRequest request, PowerAnswer answer)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Share of sweeps that would see the effect") };
        table.AddColumn("seeds a condition");
        table.AddColumn(new TableColumn("least p").RightAligned());
        foreach (var samples in request.Samples)
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{samples} samples a question")).RightAligned());

        foreach (var seeds in answer.Power!.GroupBy(cell => (cell.Seeds, cell.LeastP)))
            table.AddRow([Count(seeds.Key.Seeds), LeastP(seeds.Key.LeastP), .. seeds.Select(cell => Percent(cell.Power))]);

        console.Write(table);
        Say(console, request, $"{Percent(request.Assumptions.Treated)} against {Percent(request.Assumptions.Control)}");
    }

    public static void WriteVisible(IAnsiConsole console, PowerRequest request, int budget, double power, PowerAnswer answer)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(string.Create(CultureInfo.InvariantCulture, $"Smallest rate that {budget:N0} answers would see in {power:P0} of sweeps")) };
        table.AddColumns("seeds a condition", "least p", "samples a question", "smallest visible rate");
        foreach (var seeds in answer.Visible!)
            table.AddRow(Count(seeds.Seeds), LeastP(seeds.LeastP), Count(seeds.Samples), seeds.Samples == 0 ? "too few answers" : seeds.Rate is { } rate ? Percent(rate) : "none");

        console.Write(table);
        Say(console, request, $"anything above {Percent(request.Assumptions.Control)}");
    }

    private static void Say(IAnsiConsole console, PowerRequest request, string effect)
    {
        var assumed = request.Assumptions;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Assumed: {effect}; models of one condition differ with an SD of {assumed.Spread:0.##} in log-odds ({request.Source ?? "stated, not measured"}); {request.Questions} questions, all answers coherent; pairs of models are alike in nothing but their seed."));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Seen: p at most {assumed.Alpha:0.####}{(assumed.Comparisons > 1 ? $" / {assumed.Comparisons}" : "")} in a paired permutation test over seeds, two-sided, as reports make it."));
    }

    private static string LeastP(double p) => p.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
