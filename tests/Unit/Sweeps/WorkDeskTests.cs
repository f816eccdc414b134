using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Sweeps;

[Collection(nameof(GarnetServer))]
public sealed class WorkDeskTests(GarnetServer server) : LedgerContract(server)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Work_that_is_delivered_twice_is_done_by_one_after_the_other()
    {
        using var one = new Desk(Connection, new WorkOptions { HeldFor = TimeSpan.FromSeconds(60) });
        using var other = new Desk(Connection, new WorkOptions { HeldFor = TimeSpan.FromSeconds(0.6) });
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var (now, most) = (0, 0);

        var first = one.WorkAsync(async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            begun.SetResult();
            await finish.Task;
            Interlocked.Decrement(ref now);
        });
        await begun.Task;
        var second = other.WorkAsync(_ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            Interlocked.Decrement(ref now);
            return Task.CompletedTask;
        });
        await Task.Delay(200);
        Assert.False(second.IsCompleted);

        finish.SetResult();
        Assert.Equal([WorkOutcome.Done, WorkOutcome.Done], await Task.WhenAll(first, second));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task What_a_dead_process_had_in_hand_is_free_when_its_claim_runs_out()
    {
        using var desk = new Desk(Connection, new WorkOptions { HeldFor = TimeSpan.FromSeconds(0.6) });
        await desk.DueTimes.PostponeAsync(LedgerKeys.InHand, [Desk.Item.Name], TimeSpan.FromSeconds(0.5));

        Assert.Equal(WorkOutcome.Done, await desk.WorkAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_claim_is_renewed_while_the_work_goes_on_and_gone_after_it()
    {
        using var desk = new Desk(Connection, new WorkOptions { HeldFor = TimeSpan.FromSeconds(0.9) });

        await desk.WorkAsync(async _ =>
        {
            await Task.Delay(1500);
            Assert.Contains(Desk.Item.Name, await desk.DueTimes.PendingAsync(LedgerKeys.InHand));
        });

        Assert.DoesNotContain(Desk.Item.Name, await desk.DueTimes.PendingAsync(LedgerKeys.InHand));
    }

    [Theory]
    [InlineData(ModelFailure.ServerError)]
    [InlineData(ModelFailure.QuotaExhausted)]
    [InlineData(ModelFailure.Unauthorized)]
    public async Task Work_whose_endpoint_is_away_or_waits_for_a_person_rests_and_says_why_and_goes_on(ModelFailure failure)
    {
        using var desk = new Desk(Connection, new WorkOptions { FirstRest = Hour });
        await desk.DueTimes.ClaimAsync(LedgerKeys.Dispatches("s"), [Desk.Item.Name], Hour);

        var outcome = await desk.WorkAsync(_ => throw new ModelCallException(failure, "endpoint x is down"));

        Assert.Equal(WorkOutcome.Resting, outcome);
        Assert.Equal("endpoint x is down", (await desk.Failures.AllAsync(LedgerKeys.Stalls("s")))[Desk.Item.Name].Cause);
        Assert.Contains(Desk.Item.Name, await desk.DueTimes.PendingAsync(LedgerKeys.Resting));
        Assert.Equal([Desk.Item.Name], await desk.DueTimes.ClaimAsync(LedgerKeys.Dispatches("s"), [Desk.Item.Name], Hour));

        Assert.Equal(WorkOutcome.Done, await desk.WorkAsync(_ => Task.CompletedTask));
        Assert.Empty(await desk.Failures.AllAsync(LedgerKeys.Stalls("s")));
        Assert.Empty(await desk.DueTimes.PendingAsync(LedgerKeys.Resting));
    }

    [Fact]
    public async Task What_waiting_would_not_mend_is_the_caller_s_to_hear()
    {
        using var desk = new Desk(Connection);

        await Assert.ThrowsAsync<ModelCallException>(() => desk.WorkAsync(_ => throw new ModelCallException(ModelFailure.InvalidRequest, "too long")));

        Assert.Empty(await desk.DueTimes.PendingAsync(LedgerKeys.InHand));
        Assert.Empty(await desk.Failures.AllAsync(LedgerKeys.Stalls("s")));
    }

    [Fact]
    public async Task A_process_that_stops_finishes_the_calls_under_way_and_hands_back_the_rest()
    {
        using var desk = new Desk(Connection);
        var begun = new TaskCompletionSource();
        var finished = 0;

        var working = desk.WorkAsync(session => session.ForEachAsync(Enumerable.Range(0, 100), atOnce: 2, async (_, _) =>
        {
            begun.TrySetResult();
            await Task.Delay(100, CancellationToken.None);
            Interlocked.Increment(ref finished);
        }));
        await begun.Task;
        desk.StopApplication();

        Assert.Equal(WorkOutcome.HandedBack, await working);
        Assert.InRange(finished, 1, 4);
        Assert.Empty(await desk.DueTimes.PendingAsync(LedgerKeys.InHand));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_of_a_sweep_that_is_put_aside_is_dropped_and_its_mark_with_it(bool isPaused)
    {
        using var desk = new Desk(Connection);
        var index = isPaused ? SweepIndex.Empty with { Paused = ["s"] } : SweepIndex.Empty with { Cancelled = ["s"] };
        await desk.Documents.PutAsync(SweepIndex.Key, index, LedgerJson.Default.SweepIndex);
        await desk.DueTimes.ClaimAsync(LedgerKeys.Dispatches("s"), [Desk.Item.Name], Hour);

        Assert.Equal(WorkOutcome.Dropped, await desk.WorkAsync(_ => throw new InvalidOperationException("not to be done")));

        Assert.Equal([Desk.Item.Name], await desk.DueTimes.ClaimAsync(LedgerKeys.Dispatches("s"), [Desk.Item.Name], Hour));
    }
}
