using System.Globalization;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Progress;

/// <summary>A bar a stage, with rate and time left.</summary>
internal sealed class BarProgressView(IAnsiConsole console, TimeProvider time) : IProgressView
{
    public async Task<SweepProgress> ShowAsync(IAsyncEnumerable<SweepProgress> progress, CancellationToken cancellation)
    {
        SweepProgress? last = null;
        await console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async bars =>
            {
                var tasks = Stage.All.Select(stage => (Stage: stage, Bar: bars.AddTask(stage.Name), Rate: new StageRate(time))).ToList();
                await foreach (var now in progress.WithCancellation(cancellation))
                {
                    foreach (var (stage, bar, rate) in tasks)
                        Update(bar, stage.Name, stage.Of(now), rate, now.Stalls.Count > 0);

                    last = now;
                }
            });
        if (SequentialWords.Of(last!) is { Length: > 0 } words)
            console.WriteLine(words.Trim());

        return last!;
    }

    private static void Update(ProgressTask bar, string name, StageProgress progress, StageRate rate, bool isStalled)
    {
        rate.Observe(progress.Done);
        bar.MaxValue = Math.Max(progress.Total, 1);
        bar.Value = progress.Total == 0 ? 1 : progress.Done;
        var pace = rate.TimeLeft(progress.Total - progress.Done) is { } left && !progress.IsComplete
            ? string.Create(CultureInfo.InvariantCulture, $"  {rate.PerSecond:N1}/s, {Math.Ceiling(left.TotalSeconds):N0} s left")
            : isStalled && !progress.IsComplete ? "  stalled: see em status" : "";
        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{name,-14} {progress.Done,9:N0} of {progress.Total,9:N0}{pace,-26}");
    }
}
