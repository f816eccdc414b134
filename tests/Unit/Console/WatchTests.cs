using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class WatchTests(GarnetServer ledger)
{
    [Fact]
    public async Task A_watcher_sees_each_change_and_the_end()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        var seen = new List<(SweepState State, long? Answers)>();

        await foreach (var view in new RemoteWatch(console.Client, TimeProvider.System).FollowAsync("tiny", CancellationToken.None))
        {
            seen.Add((view.State, view.Progress?.Answers.Done));
            await (seen.Count switch
            {
                1 => console.PutProgressAsync("tiny", 10),
                2 => console.Client.ChangeAsync("tiny", "pause", CancellationToken.None),
                3 => console.Client.ChangeAsync("tiny", "resume", CancellationToken.None),
                4 => console.PutProgressAsync("tiny", 100, isSettled: true),
                _ => Task.CompletedTask,
            });
        }

        Assert.Equal([(SweepState.Active, null), (SweepState.Active, 10), (SweepState.Paused, 10), (SweepState.Active, 10)], seen[..4]);
        Assert.Equal((SweepState.Settled, 100), seen[^1]);
    }

    [Fact]
    public async Task The_progress_of_an_earlier_submission_does_not_pass_for_that_of_the_new_one()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        await console.PutProgressAsync("tiny", 100, isSettled: true);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);

        var first = await FirstAsync(console.Client.ProgressAsync("tiny", CancellationToken.None));

        Assert.Equal((SweepState.Active, null), (first.State, first.Progress));
    }

    [Fact]
    public async Task A_silent_sweep_is_sent_again_so_that_no_proxy_cuts_the_connection()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, settings: [("Console:ProgressAtLeastEvery", "00:00:00.05")]);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        using var enough = new CancellationTokenSource();
        var views = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in console.Client.ProgressAsync("tiny", enough.Token))
            {
                if (++views == 3)
                    await enough.CancelAsync();
            }
        });

        Assert.Equal(3, views);
    }

    [Fact]
    public async Task A_Console_that_stops_does_not_wait_for_its_watchers()
    {
        var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        var connected = new TaskCompletionSource();
        var watching = WatchAsync();
        await connected.Task;

        await console.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await watching;

        async Task WatchAsync()
        {
            using var client = ConsoleClient.Create(console.Url, null);
            await foreach (var _ in client.ProgressAsync("tiny", CancellationToken.None))
                connected.TrySetResult();
        }
    }

    private static async Task<SweepView> FirstAsync(IAsyncEnumerable<SweepView> views)
    {
        await foreach (var view in views)
            return view;

        throw new InvalidOperationException("The stream is empty.");
    }
}
