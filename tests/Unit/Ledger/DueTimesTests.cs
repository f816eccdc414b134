using CsCheck;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class DueTimesTests : LedgerContract
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    private readonly DueTimes _due;

    protected DueTimesTests(LedgerServer server) : base(server) => _due = new DueTimes(Connection);

    [Fact]
    public Task Concurrent_claimants_share_the_names_without_overlap() => Gen.Int[0, 40].Array[0, 30].Array[2, 5].SampleAsync(async wishes =>
    {
        var set = Fresh();

        var claims = await Task.WhenAll(wishes.Select(wish => Task.Run(() => _due.ClaimAsync(set, [.. wish.Select(name => $"n{name}")], Later))));

        Assert.Equal(wishes.SelectMany(wish => wish).Distinct().Select(name => $"n{name}").Order(), claims.SelectMany(claim => claim).Order());
        Assert.All(claims.Zip(wishes), pair => Assert.Subset(pair.Second.Select(name => $"n{name}").ToHashSet(), pair.First.ToHashSet()));
    }, iter: 30, threads: 1);

    [Fact]
    public async Task A_name_is_claimed_again_once_it_is_due()
    {
        Assert.Equal(["a"], await _due.ClaimAsync("s", ["a"], TimeSpan.Zero));
        Assert.Equal(["a"], await _due.ClaimAsync("s", ["a"], Later));
        Assert.Empty(await _due.ClaimAsync("s", ["a"], Later));
    }

    [Fact]
    public async Task Cleared_and_forgotten_names_are_free_at_once()
    {
        await _due.ClaimAsync("s", ["a", "b", "c"], Later);

        await _due.ClearAsync("s", ["a", "c"]);
        Assert.Equal(["c", "a"], await _due.ClaimAsync("s", ["c", "b", "a"], Later));

        await _due.ForgetAsync("s");
        Assert.Equal(["a", "b"], await _due.ClaimAsync("s", ["a", "b"], Later));
    }

    [Fact]
    public async Task A_postponed_name_waits_whatever_its_mark_was()
    {
        await _due.PostponeAsync("s", ["unmarked"], Later);
        await _due.ClaimAsync("s", ["marked"], Later);
        await _due.PostponeAsync("s", ["marked"], TimeSpan.Zero);

        Assert.Equal(["marked"], await _due.ClaimAsync("s", ["unmarked", "marked"], Later));
    }

    [Fact]
    public async Task A_claim_may_leave_what_is_due_alone()
    {
        await _due.PostponeAsync("s", ["due"], TimeSpan.Zero);

        Assert.Equal(["free"], await _due.ClaimAsync("s", ["due", "free"], Later, alsoDue: false));
        Assert.Equal(["due"], await _due.ClaimAsync("s", ["due", "free"], Later));
    }

    [Fact]
    public async Task Pending_is_what_is_marked_and_not_due()
    {
        Assert.Empty(await _due.PendingAsync("s"));
        await _due.PostponeAsync("s", ["a", "b"], Later);
        await _due.PostponeAsync("s", ["due"], TimeSpan.Zero);

        Assert.Equal(["a", "b"], (await _due.PendingAsync("s")).Order());
    }

    [Fact]
    public async Task Thousands_of_names_are_claimed_in_order()
    {
        var names = Enumerable.Range(0, 5000).Select(name => $"n{name}").ToList();

        Assert.Equal(names, await _due.ClaimAsync("s", names, Later));
        await _due.ClearAsync("s", names);
        Assert.Equal(names, await _due.ClaimAsync("s", names, Later));
    }
}

[Collection(nameof(GarnetServer))]
public sealed class DueTimesOnGarnetTests(GarnetServer server) : DueTimesTests(server);

[Collection(nameof(RedisServer))]
public sealed class DueTimesOnRedisTests(RedisServer server) : DueTimesTests(server);
