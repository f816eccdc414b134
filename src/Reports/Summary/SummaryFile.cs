using System.Text.Json;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Json;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>The <c>summary.json</c> of a sweep, written and read back.</summary>
public static class SummaryFile
{
    private const string Remedy = "name the summary.json in a sweep's output folder, or write it again with em report";

    /// <exception cref="InputException">There is no such file, or something else is in it.</exception>
    public static SweepSummary Read(FileInfo file)
    {
        if (!file.Exists) throw InputException.At(file.ToString(), null, null, "there is no such file; name the summary.json in a sweep's output folder.");
        return Read(file.ToString(), File.ReadAllBytes(file.FullName));
    }

    /// <summary>Reads what is in a file. Keys that are not known are read over: a later em may have written them.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    /// <exception cref="InputException">It is no summary, or holds numbers that no sweep gives; names line, key and remedy.</exception>
    public static SweepSummary Read(string file, ReadOnlySpan<byte> content)
    {
        var json = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        var summary = Parse(file, json) ?? throw InputException.At(file, 1, null, $"holds null; {Remedy}.");
        return SummaryRules.FirstProblem(summary) is var (key, problem)
            ? throw InputException.At(file, JsonPlace.LineOf(json, key), key, $"{problem}; {Remedy}.")
            : summary;
    }

    /// <summary>What would be in it, for a report that nobody has written: UTF-8.</summary>
    public static byte[] Write(SweepReport report) => SummaryJson.Bytes(report);

    private static SweepSummary? Parse(string file, ReadOnlySpan<byte> json)
    {
        try
        {
            // The generated reader gives lists that are absent null in place of their default.
            return JsonSerializer.Deserialize(json, ReportJson.Files.SweepSummary) is { } summary ? summary with { Differences = summary.Differences ?? [], LeftOut = summary.LeftOut ?? [] } : null;
        }
        catch (JsonException error)
        {
            var place = error.Path is null ? "" : error.Path.TrimStart('$').TrimStart('.');
            var missing = JsonPlace.FirstMissing(json, place, ReportJson.Files.SweepSummary);
            var problem = missing is not null ? "is missing" : place.Length > 0 ? "is not what a sweep's summary has there" : "is not a sweep's summary";
            throw InputException.At(file, (int?)error.LineNumber + 1, missing ?? place, $"{problem}; {Remedy}.", error);
        }
    }
}
