using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmergentMisalignment.Console.Sweeps.Watching;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>A sweep's progress as it changes, for those who watch from afar.</summary>
internal sealed class SweepStream(SweepFeed feed, TimeProvider time, IOptions<ConsoleOptions> options)
{
    /// <summary>The event's name.</summary>
    public const string Progress = "progress";

    /// <summary>All who watch a sweep are handed the same view, and it is written once for all of them.</summary>
    private readonly ConditionalWeakTable<SweepView, string> _written = [];

    /// <summary>From now until the sweep is settled or cancelled, that last view included; a view is sent again when nothing changes for long.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(SweepRecord sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        SweepView? last = null;
        var sent = time.GetTimestamp();
        await foreach (var view in feed.FollowAsync(sweep, cancellation))
        {
            if (last is null || IsNews(view, last) || time.GetElapsedTime(sent) >= options.Value.ProgressAtLeastEvery)
            {
                yield return new SseItem<string>(_written.GetValue(view, Write), Progress);
                (last, sent) = (view, time.GetTimestamp());
            }
        }
    }

    private static string Write(SweepView view) => JsonSerializer.Serialize(view, ConsoleJson.Default.SweepView);

    /// <summary>Every look has a new time; that alone is no news.</summary>
    private static bool IsNews(SweepView view, SweepView last) =>
        view.State != last.State || view.FailureCount != last.FailureCount || Counts(view.Progress) != Counts(last.Progress);

    private static (StageProgress?, StageProgress?, StageProgress?, StageProgress?, StageProgress?, int?) Counts(SweepProgress? progress) =>
        (progress?.Datasets, progress?.FineTunes, progress?.Answers, progress?.Verdicts, progress?.Runs, progress?.Training);
}
