using System.Threading.Channels;
using EmergentMisalignment.Console.Sweeps.Watching;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Console;

public sealed class SharedWatchTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<int> _read = Channel.CreateUnbounded<int>();
    private readonly SharedWatch<string> _watch;
    private Exception? _fault;
    private int _readings;
    private int _ticks;

    public SharedWatchTests() => _watch = new SharedWatch<string>(ReadAsync, Every, _clock, _stopping.Token);

    [Fact]
    public async Task However_many_watch_there_is_one_reading()
    {
        var watchers = Enumerable.Range(0, 50).Select(_ => _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator()).ToList();
        var first = await NextAsync(watchers);
        Assert.Equal("reading 1", Assert.Single(first.Distinct()));

        var second = NextAsync(watchers);
        await TickAsync();

        Assert.DoesNotContain("reading 1", await second);
        Assert.InRange(_readings, 2, 1 + _ticks);
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
    }

    [Fact]
    public async Task When_the_last_has_left_nothing_is_read_and_the_next_watcher_sees_it_read_anew()
    {
        await using (var watcher = _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator())
            await NextAsync([watcher]);
        for (var i = 0; i < 5; i++)
            _clock.Advance(Every);

        await using var next = _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.Equal("reading 2", Assert.Single(await NextAsync([next])));
    }

    [Fact]
    public async Task A_reading_that_fails_is_told_to_all_and_tried_again_for_who_watches_again()
    {
        _fault = new InvalidOperationException("the ledger is away");
        var watchers = Enumerable.Range(0, 3).Select(_ => _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator()).ToList();
        var waits = watchers.ConvertAll(watcher => watcher.MoveNextAsync().AsTask());
        while (!waits.TrueForAll(wait => wait.IsCompleted))
        {
            _clock.Advance(Every);
            await Task.Delay(1);
        }

        Assert.All(waits, wait => Assert.Equal("the ledger is away", wait.Exception!.InnerException!.Message));
        _fault = null;
        await using var next = _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.StartsWith("reading", Assert.Single(await NextAsync([next])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_ends_every_watch()
    {
        await using var watcher = _watch.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await NextAsync([watcher]);

        await _stopping.CancelAsync();

        Assert.False(await watcher.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public void Dispose() => _stopping.Dispose();

    private static Task<string[]> NextAsync(IReadOnlyList<IAsyncEnumerator<string>> watchers) => Task.WhenAll(watchers.Select(async watcher =>
    {
        Assert.True(await watcher.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        return watcher.Current;
    }));

    private async Task TickAsync()
    {
        while (_read.Reader.TryRead(out _))
        {
            // what was read before
        }

        while (!_read.Reader.TryRead(out _))
        {
            _ticks++;
            _clock.Advance(Every);
            await Task.Delay(1);
        }
    }

    private Task<string> ReadAsync(CancellationToken cancellation)
    {
        if (_fault is { } fault)
            return Task.FromException<string>(fault);

        _read.Writer.TryWrite(++_readings);
        return Task.FromResult($"reading {_readings}");
    }
}
