using System.Runtime.CompilerServices;
using EmergentMisalignment.Cli.Progress;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Shows a sweep on a server until it ends, and says how it ended.</summary>
internal sealed class RemoteProgress(ConsoleClient client, IAnsiConsole console, TimeProvider time)
{
    private SweepView? _last;

    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(string sweep, bool json, CancellationToken cancellation)
    {
        var views = new RemoteWatch(client, time).FollowAsync(sweep, cancellation);
        try
        {
            if (json)
                await WriteJsonAsync(views);
            else
                await ProgressViews.For(console, time).ShowAsync(ProgressAsync(views, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            System.Console.Error.WriteLine($"Detached. The sweep goes on without this terminal: em watch {sweep} shows it again, em pause {sweep} or em cancel {sweep} stops it.");
            return ExitCodes.Cancelled;
        }

        return End(sweep);
    }

    private async Task WriteJsonAsync(IAsyncEnumerable<SweepView> views)
    {
        await foreach (var view in views)
        {
            Terminal.WriteJson(view, ConsoleJson.Default.SweepView);
            _last = view;
        }
    }

    private async IAsyncEnumerable<SweepProgress> ProgressAsync(IAsyncEnumerable<SweepView> views, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var view in views.WithCancellation(cancellation))
        {
            if (view.State != _last?.State && Announcement(view) is { } sentence)
                console.WriteLine(sentence);

            _last = view;
            if (view.Progress is { } progress)
                yield return progress;
        }
    }

    private string? Announcement(SweepView view) => view.State switch
    {
        SweepState.Paused when view.Paused is { } reason => $"Paused: {reason}.",
        SweepState.Paused => $"Paused: nothing new is asked for until em resume {view.Name}.",
        SweepState.Active when _last is { State: SweepState.Paused } => "Resumed.",
        _ => null,
    };

    private int End(string sweep)
    {
        foreach (var failure in _last?.Progress?.Failures ?? [])
            System.Console.Error.WriteLine($"missing: {failure}");

        if (_last is { State: SweepState.Cancelled })
            System.Console.Error.WriteLine("The sweep is cancelled. What was finished is kept.");
        else
            System.Console.Error.WriteLine($"Report: em report {sweep} --server {client.Server}");

        return _last is { State: SweepState.Settled, Progress.IsComplete: true } ? ExitCodes.Success : ExitCodes.Failed;
    }
}
