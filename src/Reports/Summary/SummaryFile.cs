using System.Text.Json;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Reports.Summary;

/// <summary>Reads the <c>summary.json</c> of a finished sweep back.</summary>
public static class SummaryFile
{
    /// <exception cref="InputException">There is no such file, or something else is in it.</exception>
    public static SweepSummary Read(FileInfo file)
    {
        if (!file.Exists) throw InputException.At(file.ToString(), null, null, "there is no such file; name the summary.json in a sweep's output folder.");
        try
        {
            using var content = file.OpenRead();
            return JsonSerializer.Deserialize(content, ReportJson.Files.SweepSummary)
                ?? throw InputException.At(file.ToString(), 1, null, "holds null; name the summary.json in a sweep's output folder.");
        }
        catch (JsonException error)
        {
            throw InputException.At(
                file.ToString(), (int?)error.LineNumber + 1, null, "is not a sweep's summary; name the summary.json in its output folder, or write it again with em report.", error);
        }
    }
}
