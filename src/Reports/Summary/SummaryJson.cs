using System.Text.Json;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>
/// The file programs read. Its shape is <see cref="SweepSummary"/>; results stand in the order of the figure, and nothing in it depends on when or how
/// often the sweep was run, except what its canaries found.
/// </summary>
internal static class SummaryJson
{
    public static byte[] Bytes(SweepReport report)
    {
        var grid = ResultGrid.Of(report);
        var summary = new SweepSummary
        {
            Sweep = report.Sweep,
            Title = report.Title,
            Miniature = report.Miniature,
            Estimand = report.Estimand.Name,
            Results = [.. grid.Rows.SelectMany(row => row.ByQuestion.Prepend(row.Whole).OfType<RateResult>())],
            Models = [.. grid.Rows.SelectMany(row => row.Models.OrderBy(model => model.Seed))],
            Differences = [.. grid.InOrder(report.Differences)],
            LeftOut = report.LeftOut,
            Formats = report.Formats,
            Dynamics = report.Curves,
            Onsets = report.Onsets,
            Sequential = report.Sequential,
            Judges = report.Judges,
            Agreement = report.Agreement,
            Canaries = report.Canaries,
            Measures = report.Measures,
            Words = report.Words,
            Totals = report.Totals,
            Notes = report.Notes,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(summary, ReportJson.Files.SweepSummary), (byte)'\n'];
    }
}
