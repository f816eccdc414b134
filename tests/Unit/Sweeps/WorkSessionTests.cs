using EmergentMisalignment.Sweeps.Working;

namespace EmergentMisalignment.Unit.Sweeps;

public sealed class WorkSessionTests
{
    [Fact]
    public async Task After_a_failure_no_call_begins_and_those_under_way_are_waited_for()
    {
        var (begun, finished) = (0, 0);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => WorkSession.Until(CancellationToken.None).ForEachAsync(Enumerable.Range(0, 1000), atOnce: 4, async (item, _) =>
        {
            Interlocked.Increment(ref begun);
            await Task.Delay(item == 2 ? 20 : 60, CancellationToken.None);
            if (item == 2)
                throw new InvalidOperationException("the third");

            Interlocked.Increment(ref finished);
        }));

        Assert.Equal("the third", failure.Message);
        Assert.Equal(begun - 1, finished);
        Assert.InRange(begun, 4, 8);
    }

    [Fact]
    public async Task Cancelled_it_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        var session = WorkSession.Until(stop.Token);

        var working = session.ForEachAsync(Enumerable.Range(0, 10), atOnce: 2, async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }
}
