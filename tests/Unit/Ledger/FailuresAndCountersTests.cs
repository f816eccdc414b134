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
