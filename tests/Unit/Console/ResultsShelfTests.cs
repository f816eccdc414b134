using EmergentMisalignment.Console.Results;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Unit.Reports;
using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.Console;

public sealed class ResultsShelfTests
{
    private static readonly TimeSpan Stand = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private int _readings;

    [Fact]
    public async Task Those_who_want_the_same_wait_for_one_reading()
    {
        var shelf = Shelf();
        var reading = new TaskCompletionSource<SweepResults>();
        List<Task<SweepResults>> all = [.. Enumerable.Range(0, 50).Select(_ => shelf.GetAsync("a", At(1), fresh: false, () => Count(reading.Task)))];

        Assert.All(all, task => Assert.False(task.IsCompleted));
        reading.SetResult(Results(At(1)));

        Assert.Single((await Task.WhenAll(all)).Distinct());
        Assert.Equal(1, _readings);
    }

    [Fact]
    public async Task Results_of_a_sweep_that_goes_on_stand_for_a_while_unless_fresh_ones_are_asked_for()
    {
        var shelf = Shelf();
        var first = await GetAsync(shelf, "a", At(1));

        Assert.Same(first, await GetAsync(shelf, "a", At(2)));
        _time.Advance(Stand);
        var second = await GetAsync(shelf, "a", At(2));
        Assert.NotSame(first, second);
        var third = await GetAsync(shelf, "a", At(3), fresh: true);
        Assert.NotSame(second, third);
        Assert.Same(third, await GetAsync(shelf, "a", At(3), fresh: true));
        Assert.Equal(3, _readings);
    }

    [Fact]
    public async Task Where_nothing_has_changed_nothing_is_read_however_old_the_results_are()
    {
        var shelf = Shelf();
        var first = await GetAsync(shelf, "a", At(1, isOver: true));
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Same(first, await GetAsync(shelf, "a", At(1, isOver: true)));
        Assert.Equal(1, _readings);
    }

    [Fact]
    public async Task The_end_of_a_sweep_and_a_new_submission_are_seen_at_once()
    {
        var shelf = Shelf();
        var first = await GetAsync(shelf, "a", At(1));
        var last = await GetAsync(shelf, "a", At(2, isOver: true));
        var again = await GetAsync(shelf, "a", At(2) with { SubmittedAt = DateTimeOffset.UnixEpoch.AddDays(1) });

        Assert.Equal(3, new[] { first, last, again }.Distinct().Count());
    }

    [Fact]
    public async Task A_reading_that_failed_is_tried_again()
    {
        var shelf = Shelf();
        await Assert.ThrowsAsync<IOException>(() => shelf.GetAsync("a", At(1), fresh: false, () => Task.FromException<SweepResults>(new IOException())));

        Assert.NotNull(await GetAsync(shelf, "a", At(1)));
    }

    [Fact]
    public async Task The_ones_that_were_not_asked_for_longest_make_room()
    {
        var shelf = Shelf();
        foreach (var name in (string[])["a", "b", "a", "c"])
        {
            await GetAsync(shelf, name, At(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, _readings);
        await GetAsync(shelf, "a", At(1));
        await GetAsync(shelf, "c", At(1));
        Assert.Equal(3, _readings);
        await GetAsync(shelf, "b", At(1));
        Assert.Equal(4, _readings);
    }

    private ResultsShelf Shelf() => new(kept: 2, Stand, _time);

    private Task<SweepResults> GetAsync(ResultsShelf shelf, string name, ResultsState state, bool fresh = false) =>
        shelf.GetAsync(name, state, fresh, () => Count(Task.FromResult(Results(state))));

    private Task<SweepResults> Count(Task<SweepResults> reading)
    {
        _readings++;
        return reading;
    }

    private static ResultsState At(long answers, bool isOver = false) =>
        new(DateTimeOffset.UnixEpoch, new StageProgress(answers, 100, 0), new StageProgress(answers, 100, 0), 0, 0, isOver);

    private static SweepResults Results(ResultsState state) =>
        new(new SweepReading(new SweepRecord { Name = "a", Spec = Services.Workshop.Spec, Miniature = true, SubmittedAt = state.SubmittedAt }, SyntheticReport.Create(), []), state);
}
