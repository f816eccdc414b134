using System.Globalization;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Power;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Power by seeds and samples, or the smallest visible rate by seeds, as a table in the terminal.</summary>
internal static class PowerTable
{
    public static void WritePower(IAnsiConsole console, PowerRequest request)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Share of sweeps that would see the effect") };
        table.AddColumn("seeds a condition");
        table.AddColumn(new TableColumn("least p").RightAligned());
        foreach (var samples in request.Samples)
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{samples} samples a question")).RightAligned());

        foreach (var seeds in request.Seeds)
            table.AddRow([Count(seeds), LeastP(seeds), .. request.Samples.Select(samples => Percent(PowerSimulation.Power(request.Assumptions, seeds, Answers(samples, request))))]);

        console.Write(table);
        Say(console, request, $"{Percent(request.Assumptions.Treated)} against {Percent(request.Assumptions.Control)}");
    }

    public static void WriteVisible(IAnsiConsole console, PowerRequest request, int budget, double power)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(string.Create(CultureInfo.InvariantCulture, $"Smallest rate that {budget:N0} answers would see in {power:P0} of sweeps")) };
        table.AddColumns("seeds a condition", "least p", "samples a question", "smallest visible rate");
        foreach (var seeds in request.Seeds)
        {
            var samples = budget / (2 * seeds * request.Questions);
            var visible = samples == 0 ? null : PowerSimulation.SmallestVisible(request.Assumptions, seeds, Answers(samples, request), power);
            table.AddRow(Count(seeds), LeastP(seeds), Count(samples), samples == 0 ? "too few answers" : visible is { } rate ? Percent(rate) : "none");
        }

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

    private static int Answers(int samples, PowerRequest request) => (int)Math.Min(int.MaxValue / 2, (long)samples * request.Questions);

    private static string LeastP(int seeds) => PowerSimulation.SmallestP(seeds).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
