using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class FailuresAndCountersTests(LedgerServer server) : LedgerContract(server)
{
    [Fact]
    public async Task Attempts_add_up_and_the_last_cause_stays()
    {
        var failures = new Failures(Connection);
        var before = DateTimeOffset.UtcNow;

        Assert.Equal(1, await failures.RecordAsync("s", "model", "no route to host"));
        Assert.Equal(2, await failures.RecordAsync("s", "model", "HTTP 500: 100 % of 3 tries failed"));
        Assert.Equal(1, await failures.RecordAsync("s", "other", ""));

        var all = await failures.AllAsync("s");
        Assert.Equal(2, all["model"].Attempts);
        Assert.Equal("HTTP 500: 100 % of 3 tries failed", all["model"].Cause);
        Assert.InRange(all["model"].At, before.AddSeconds(-1), before.AddMinutes(5));
        Assert.Equal("", all["other"].Cause);
    }

    [Fact]
    public async Task A_cleared_failure_starts_again_at_one()
    {
        var failures = new Failures(Connection);
        await failures.RecordAsync("s", "model", "x");
        await failures.ClearAsync("s", "model");

        Assert.Empty(await failures.AllAsync("s"));
        Assert.Equal(1, await failures.RecordAsync("s", "model", "x"));
    }

    [Fact]
    public async Task A_failure_counted_elsewhere_is_taken_over_unless_there_is_one_here()
    {
        var failures = new Failures(Connection);
        var elsewhere = new Failure(3, "no route to host", DateTimeOffset.FromUnixTimeMilliseconds(1_740_830_400_123));
        await failures.RecordAsync("s", "here", "x");

        await failures.AdoptAsync("s", "there", elsewhere);
        await failures.AdoptAsync("s", "here", elsewhere);

        Assert.Equal(elsewhere, (await failures.AllAsync("s"))["there"]);
        Assert.Equal((1, "x"), ((await failures.AllAsync("s"))["here"].Attempts, (await failures.AllAsync("s"))["here"].Cause));
        Assert.Equal(4, await failures.RecordAsync("s", "there", "again"));
    }

    [Fact]
    public async Task Concurrent_additions_all_count()
    {
        var counters = new Counters(Connection);

        await Task.WhenAll(Enumerable.Range(1, 100).Select(by => counters.AddAsync("s", by % 2 == 0 ? "even" : "odd", by)));

        Assert.Equal(new Dictionary<string, long> { ["even"] = 2550, ["odd"] = 2500 }, await counters.ReadAsync("s"));
        Assert.Empty(await counters.ReadAsync("t"));
    }
}

[Collection(nameof(GarnetServer))]
public sealed class FailuresAndCountersOnGarnetTests(GarnetServer server) : FailuresAndCountersTests(server);

[Collection(nameof(RedisServer))]
public sealed class FailuresAndCountersOnRedisTests(RedisServer server) : FailuresAndCountersTests(server);
