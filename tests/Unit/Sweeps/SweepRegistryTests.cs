using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;

namespace EmergentMisalignment.Unit.Sweeps;

[Collection(nameof(GarnetServer))]
public sealed class SweepRegistryTests(GarnetServer server) : LedgerContract(server)
{
    private const string Shard = "cell:judgement:0+4";

    private SweepRegistry Registry => new(Documents, DueTimes, Failures, new Books(Connection), new SweepModels(Documents), TimeProvider.System);

    private Documents Documents => new(Connection);

    private DueTimes DueTimes => new(Connection);

    private Failures Failures => new(Connection);

    [Theory]
    [InlineData("", SweepState.Active)]
    [InlineData("pause", SweepState.Paused)]
    [InlineData("pause pause", SweepState.Paused)]
    [InlineData("pause resume", SweepState.Active)]
    [InlineData("resume", SweepState.Active)]
    [InlineData("cancel", SweepState.Cancelled)]
    [InlineData("pause cancel", SweepState.Cancelled)]
    [InlineData("cancel resume", SweepState.Cancelled)]
    [InlineData("cancel pause", SweepState.Cancelled)]
    [InlineData("cancel submit", SweepState.Active)]
    [InlineData("pause submit", SweepState.Active)]
    [InlineData("settle", SweepState.Settled)]
    [InlineData("settle pause", SweepState.Settled)]
    [InlineData("settle cancel", SweepState.Settled)]
    [InlineData("settle resume", SweepState.Settled)]
    [InlineData("settle retry", SweepState.Active)]
    [InlineData("pause settle", SweepState.Settled)]
    [InlineData("pause retry", SweepState.Paused)]
    [InlineData("cancel settle", SweepState.Cancelled)]
    [InlineData("cancel retry", SweepState.Cancelled)]
    [InlineData("hold", SweepState.Paused)]
    public async Task A_sweep_is_in_one_state(string changes, SweepState expected)
    {
        await SubmitAsync();
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            await ChangeAsync(change);

        var index = await Registry.IndexAsync(CancellationToken.None);

        Assert.Equal(expected, index.StateOf(Workshop.Spec.Name));
        Assert.Equal([Workshop.Spec.Name], index.Known);
        Assert.Equal(expected is SweepState.Settled ? 0 : 1, index.Active.Count + index.Paused.Count + index.Cancelled.Count);
        Assert.Equal(expected is SweepState.Paused or SweepState.Cancelled, index.IsHeld(Workshop.Spec.Name));
    }

    [Fact]
    public async Task Of_a_sweep_that_nobody_submitted_nothing_is_changed()
    {
        Assert.Null(await Registry.PauseAsync("none", CancellationToken.None));
        Assert.Null(await Registry.ResumeAsync("none", CancellationToken.None));
        Assert.Null(await Registry.CancelAsync("none", CancellationToken.None));
        Assert.Null(await Registry.RetryAsync("none", [Shard], CancellationToken.None));

        Assert.Empty((await Registry.IndexAsync(CancellationToken.None)).Known);
    }

    [Theory]
    [InlineData("pause resume")]
    [InlineData("pause submit")]
    [InlineData("cancel submit")]
    [InlineData("retry")]
    public async Task What_the_workers_dropped_can_be_asked_for_at_once(string changes)
    {
        await SubmitAsync();
        await MarkAsync();
        foreach (var change in changes.Split(' '))
            await ChangeAsync(change);

        Assert.Equal([Shard], await MarkAsync());
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("submit")]
    public async Task What_is_on_its_way_is_not_asked_for_twice(string change)
    {
        await SubmitAsync();
        await MarkAsync();
        await ChangeAsync(change);

        Assert.Empty(await MarkAsync());
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("retry")]
    [InlineData("cancel")]
    [InlineData("retry pause")]
    public async Task A_look_that_began_before_a_change_does_not_settle_the_sweep(string changes)
    {
        await SubmitAsync();
        var before = await Registry.FindAsync(Workshop.Spec.Name, CancellationToken.None);
        await Task.Delay(5);
        foreach (var change in changes.Split(' '))
            await ChangeAsync(change);

        var state = await StateAsync();
        await Registry.SettleAsync(before!, CancellationToken.None);

        Assert.NotEqual(SweepState.Settled, state);
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept()
    {
        var names = Enumerable.Range(0, 24).Select(i => $"sweep-{i}").ToList();
        await Task.WhenAll(names.Select(name => Registry.SubmitAsync(Workshop.Spec with { Name = name }, true, CancellationToken.None)));
        await Task.WhenAll(names.Select((name, i) => (i % 3) switch
        {
            0 => Registry.PauseAsync(name, CancellationToken.None),
            1 => Registry.CancelAsync(name, CancellationToken.None),
            _ => Registry.ResumeAsync(name, CancellationToken.None),
        }));

        var index = await Registry.IndexAsync(CancellationToken.None);

        Assert.Equal(names.Order(), index.Known.Order());
        Assert.Equal((8, 8, 8), (index.Paused.Count, index.Cancelled.Count, index.Active.Count));
    }

    [Fact]
    public async Task A_retry_forgets_the_failures_of_the_work_it_names_only()
    {
        await SubmitAsync();
        await Failures.RecordAsync(LedgerKeys.Failures(Workshop.Spec.Name), Shard, "broke");
        await Failures.RecordAsync(LedgerKeys.Failures(Workshop.Spec.Name), "other", "broke");

        await ChangeAsync("retry");

        Assert.Equal(["other"], (await Failures.AllAsync(LedgerKeys.Failures(Workshop.Spec.Name))).Keys);
    }

    [Fact]
    public async Task Work_that_rests_and_gets_another_try_rests_no_longer()
    {
        await SubmitAsync();
        await Failures.RecordAsync(LedgerKeys.Stalls(Workshop.Spec.Name), Shard, "the endpoint is down");
        await DueTimes.PostponeAsync(LedgerKeys.Resting, [Shard], TimeSpan.FromMinutes(10));

        await ChangeAsync("retry");

        Assert.Empty(await Failures.AllAsync(LedgerKeys.Stalls(Workshop.Spec.Name)));
        Assert.DoesNotContain(Shard, await DueTimes.PendingAsync(LedgerKeys.Resting));
    }

    private Task SubmitAsync() => Registry.SubmitAsync(Workshop.Spec, miniature: true, CancellationToken.None);

    private async Task<SweepState?> StateAsync() => (await Registry.IndexAsync(CancellationToken.None)).StateOf(Workshop.Spec.Name);

    private Task<IReadOnlyList<string>> MarkAsync() => DueTimes.ClaimAsync(LedgerKeys.Dispatches(Workshop.Spec.Name), [Shard], TimeSpan.FromMinutes(10));

    private async Task ChangeAsync(string change)
    {
        var name = Workshop.Spec.Name;
        await (change switch
        {
            "submit" => SubmitAsync(),
            "pause" => Registry.PauseAsync(name, CancellationToken.None),
            "resume" => Registry.ResumeAsync(name, CancellationToken.None),
            "cancel" => Registry.CancelAsync(name, CancellationToken.None),
            "retry" => Registry.RetryAsync(name, [Shard], CancellationToken.None),
            "hold" => Registry.HoldOthersAsync("another", CancellationToken.None),
            "settle" => Registry.SettleAsync((await Registry.FindAsync(name, CancellationToken.None))!, CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        });
    }
}
