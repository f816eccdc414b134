using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker.Engines;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.SamplingWorker;

public sealed class CallLimitTests
{
    private readonly CallLimit _limit = new(Options.Create(new EngineOptions { FirstCalls = 4, WaitingLow = 10, WaitingHigh = 100 }));

    [Fact]
    public async Task It_grows_while_the_engine_has_little_waiting_and_calls_wait_here()
    {
        var calls = Enter(20);
        Assert.Equal(4, calls.Count(call => call.IsCompleted));

        _limit.Follow(new EngineLoad(4, 0, 0.1));
        await Task.WhenAll(calls[..6]);
        _limit.Follow(new EngineLoad(6, 10, 0.1));
        await Task.WhenAll(calls[..9]);

        Assert.Equal((9, 9), (_limit.Limit, _limit.InUse));
    }

    [Theory]
    [InlineData(50, 0.1)]
    [InlineData(0, 0.99)]
    public void It_holds_while_some_wait_there_or_the_cache_is_full(int waiting, double cache)
    {
        Enter(20);

        _limit.Follow(new EngineLoad(4, waiting, cache));

        Assert.Equal(4, _limit.Limit);
    }

    [Fact]
    public void Without_calls_that_wait_it_does_not_grow()
    {
        Enter(4);

        _limit.Follow(new EngineLoad(4, 0, 0.1));

        Assert.Equal(4, _limit.Limit);
    }

    [Fact]
    public async Task It_shrinks_while_much_waits_there_and_lets_nobody_in_until_calls_have_ended()
    {
        var calls = Enter(6);
        _limit.Follow(new EngineLoad(4, 101, 0.1));
        Assert.Equal(3, _limit.Limit);

        (await calls[0]).Dispose();
        (await calls[0]).Dispose();
        Assert.False(calls[4].IsCompleted);
        (await calls[1]).Dispose();
        await calls[4];

        Assert.Equal(3, _limit.InUse);
        for (var looks = 0; looks < 10; looks++)
            _limit.Follow(new EngineLoad(4, 101, 0.1));
        Assert.Equal(1, _limit.Limit);
    }

    [Fact]
    public async Task An_engine_that_tells_nothing_is_not_held_back()
    {
        var calls = Enter(20);

        _limit.Follow(null);

        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Who_gives_up_takes_no_place()
    {
        var calls = Enter(4);
        using var patience = new CancellationTokenSource();
        var gone = _limit.EnterAsync(patience.Token);
        var next = _limit.EnterAsync(default);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        (await calls[0]).Dispose();

        await next;
        Assert.Equal(4, _limit.InUse);
    }

    private Task<IDisposable>[] Enter(int calls) => [.. Enumerable.Range(0, calls).Select(_ => _limit.EnterAsync(default))];
}
