using System.Globalization;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Memory;

/// <summary>The memory of every service over a run, as one Markdown table: <c>TestResults/memory.md</c> at the root of the repository.</summary>
internal static class MemoryTable
{
    public static string Write(IReadOnlyList<Growth> growths, long answers, string redis)
    {
        var rows = growths.Select(growth => string.Create(
            CultureInfo.InvariantCulture,
            $"| {growth.Service} | {growth.BytesPerAnswer:F1} | {growth.BytesAtHalf / 1e6:F0} | {growth.BytesAtEnd / 1e6:F0} | {growth.Looks} |"));
        var table =
            $"""
            {answers.ToString("N0", CultureInfo.InvariantCulture)} answers; the slope is that of resident memory over the second half of them.

            | service | bytes an answer | MB at half | MB at the end | looks |
            |---|--:|--:|--:|--:|
            {string.Join('\n', rows)}

            {redis}

            """;
        var file = Repository.PathOf("TestResults", "memory.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, table);
        return table;
    }
}
