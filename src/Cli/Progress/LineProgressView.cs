using System.Globalization;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Progress;

/// <summary>A plain line every few seconds, and whenever a stage is finished.</summary>
internal sealed class LineProgressView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, StageRate> _rates = Stage.All.ToDictionary(stage => stage.Name, _ => new StageRate(time));

    public async Task<SweepProgress> ShowAsync(IAsyncEnumerable<SweepProgress> progress, CancellationToken cancellation)
    {
        SweepProgress? last = null;
        var printed = DateTimeOffset.MinValue;
        await foreach (var now in progress.WithCancellation(cancellation))
        {
            foreach (var stage in Stage.All)
                _rates[stage.Name].Observe(stage.Of(now).Done);

            var finished = last is not null && Stage.All.Any(stage => stage.Of(now).IsComplete && !stage.Of(last).IsComplete);
            if (finished || now.IsSettled || time.GetUtcNow() - printed >= Every)
            {
                console.WriteLine(Line(now));
                if (now.InBatches is { } batches)
                    console.WriteLine($"          {BatchWords.Of(batches)}");
                foreach (var stall in now.Stalls)
                    console.WriteLine($"          stalled: {stall}");

                printed = time.GetUtcNow();
            }

            last = now;
        }

        return last!;
    }

    private string Line(SweepProgress now)
    {
        var stages = Stage.All.Where(stage => stage.Of(now).Total > 0).Select(stage => Describe(stage, stage.Of(now)));
        return string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss}  {string.Join("   ", stages)}{SequentialWords.Of(now)}");
    }

    private string Describe(Stage stage, StageProgress progress)
    {
        var rate = _rates[stage.Name];
        var counts = string.Create(CultureInfo.InvariantCulture, $"{stage.Name} {progress.Done:N0}/{progress.Total:N0}");
        if (progress.IsComplete || rate.PerSecond == 0)
            return counts;

        var left = rate.TimeLeft(progress.Total - progress.Done)!.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{counts} ({rate.PerSecond:N1}/s, {Math.Ceiling(left.TotalSeconds):N0} s left)");
    }
}
