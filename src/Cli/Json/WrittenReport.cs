namespace EmergentMisalignment.Cli.Json;

/// <summary>Where a sweep's results are.</summary>
/// <param name="Sweep">Its name.</param>
/// <param name="IsComplete">Whether nothing is missing; null where only the report was fetched.</param>
/// <param name="Report">The page for people.</param>
/// <param name="Summary">The file for programs.</param>
internal sealed record WrittenReport(string Sweep, bool? IsComplete, string Report, string Summary)
{
    public static WrittenReport In(DirectoryInfo folder, string sweep, bool? isComplete = null) =>
        new(sweep, isComplete, Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "summary.json"));
}
