using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Reports.Exports.Inspect;

namespace EmergentMisalignment.Unit.Reports.Exports;

public class ExportMemoryTests
{
    private const int Recent = 10;

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Jsonl)]
    [InlineData(ExportFormat.Eval)]
    public async Task No_answer_is_held_once_it_is_written(ExportFormat format)
    {
        IExport[] exports = [new CsvExport(), new JsonlExport(), new InspectExport()];
        var source = ExportedSweep.Source();
        var seen = new List<WeakReference>();
        var held = new List<int>();

        await exports.Single(export => export.Formats.Contains(format)).WriteAsync(source with { Answers = WatchedAsync(source.Answers, seen, held) }, format, Stream.Null, CancellationToken.None);

        Assert.Equal(180, seen.Count);
        Assert.All(held, count => Assert.InRange(count, 0, Recent));
    }

    /// <summary>Counts at the end of every cell which rows that went by are still there.</summary>
    private static async IAsyncEnumerable<MergedAnswer> WatchedAsync(IAsyncEnumerable<MergedAnswer> answers, List<WeakReference> seen, List<int> held)
    {
        await foreach (var answer in answers)
        {
            seen.Add(new WeakReference(answer.Verdicts[0].Row));
            yield return answer;
            if (seen.Count % 30 > 0)
                continue;

            GC.Collect();
            held.Add(seen.Count(row => row.IsAlive));
        }
    }
}
