using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class RateBudgetsTests : LedgerContract
{
    private readonly RateBudgets _budgets;
    private readonly string _name = Fresh();
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected RateBudgetsTests(LedgerServer server) : base(server) => _budgets = new RateBudgets(Connection);

    [Fact]
    public async Task Without_a_limit_all_that_is_wanted_is_granted_at_once_and_nothing_is_kept()
    {
        Assert.Equal(new RateGrant(1000, TimeSpan.Zero, null, 0, ""), await AskAsync(new RateReport { Wanted = 1000, Accepted = 500 }));
        Assert.Equal(1000, (await _budgets.ExchangeAsync(_name, new RateReport { Wanted = 1000 }, TestContext.Current.CancellationToken)).Granted);
    }

    [Fact]
    public async Task Under_a_told_limit_the_calls_of_all_workers_are_spaced_as_one()
    {
        var told = new RateReport { Wanted = 100, ToldRequests = 200, Source = "headers" };

        var grants = new List<RateGrant>();
        for (var worker = 0; worker < 7; worker++)
            grants.Add(await AskAsync(told));

        // slices of 25 ms, after a tenth of a second that an idle budget has to its credit
        Assert.All(grants, grant => Assert.Equal((5, 200d, "headers"), (grant.Granted, grant.Requests, grant.Source)));
        Assert.Equal([0, 0, 0, 0, 0, 25, 50], grants.Select(grant => grant.Wait.TotalMilliseconds));
    }

    [Fact]
    public async Task A_limit_in_tokens_holds_calls_back_that_the_requests_would_allow()
    {
        var report = new RateReport { Wanted = 1, Tokens = 1000, ToldRequests = 1000, ToldTokens = 500, Source = "configuration" };

        var waits = new List<double>();
        for (var call = 0; call < 3; call++)
            waits.Add((await AskAsync(report)).Wait.TotalMilliseconds);

        // a second's worth may come at once; the third is too far ahead to be granted
        Assert.Equal([0, 1000 - 250, 1000 - 250], waits);
    }

    [Fact]
    public async Task A_long_Retry_After_rests_all_and_a_moment_does_not()
    {
        await AskAsync(new RateReport { ToldRequests = 50, Source = "headers" });
        Assert.Equal(TimeSpan.Zero, (await AskAsync(new RateReport { Wanted = 1, Refused = 1, RetryAfter = TimeSpan.FromSeconds(1) })).Wait);

        var resting = await AskAsync(new RateReport { Wanted = 1, Refused = 1, RetryAfter = TimeSpan.FromSeconds(7) });

        Assert.Equal((0, 6.75), (resting.Granted, resting.Wait.TotalSeconds));
        _now += TimeSpan.FromSeconds(7);
        Assert.Equal((1, 0), ((await AskAsync(new RateReport { Wanted = 1 })).Granted, 0));
    }

    [Fact]
    public async Task Many_refusals_at_once_are_one_congestion()
    {
        await AskAsync(new RateReport { ToldRequests = 100, Source = "headers" });
        _now += TimeSpan.FromSeconds(1);

        var rates = new List<double?>();
        for (var report = 0; report < 20; report++)
        {
            rates.Add((await AskAsync(new RateReport { Accepted = 1, Refused = 9 })).Requests);
            _now += TimeSpan.FromMilliseconds(15);
        }

        Assert.Equal(50, rates[^1]);
    }

    [Fact]
    public async Task Without_demand_the_rate_does_not_grow()
    {
        await AskAsync(new RateReport { Refused = 1, Throughput = 40 });
        _now += TimeSpan.FromSeconds(1);
        for (var second = 0; second < 60; second++)
        {
            Assert.Equal(20, (await AskAsync(new RateReport { Wanted = 1, Accepted = 1 })).Requests);
            _now += TimeSpan.FromSeconds(1);
        }
    }

    [Theory]
    [InlineData(120, false, 4)]
    [InlineData(120, true, 4)]
    [InlineData(1000, false, 4)]
    [InlineData(200, false, 1)]
    [InlineData(200, false, 30)]
    public async Task Workers_reach_a_hard_limit_and_follow_it_down(double limit, bool told, int workers)
    {
        var provider = new HardLimit(limit);
        var world = new SimulatedWorkers(_budgets, _name, provider, told, workers, callers: 64);

        // A second's worth may come at once, so of 40 s a fortieth more.
        const double Most = 1 + (1 / 40.0);
        await world.RunAsync(TimeSpan.FromSeconds(10));
        var settled = await world.RunAsync(TimeSpan.FromSeconds(40));
        provider.PerSecond = limit / 4;
        await world.RunAsync(TimeSpan.FromSeconds(10));
        var lower = await world.RunAsync(TimeSpan.FromSeconds(40));

        Assert.Multiple(
            () => Assert.InRange(settled.Accepted / 40, 0.95 * limit, Most * limit),
            () => Assert.InRange(settled.Share429, 0, 0.01),
            () => Assert.InRange(lower.Accepted / 40, 0.95 * limit / 4, Most * limit / 4),
            () => Assert.InRange(lower.Share429, 0, 0.01));
    }

    private Task<RateGrant> AskAsync(RateReport report) => _budgets.ExchangeAsync(_name, report, _now, TestContext.Current.CancellationToken);
}

[Collection(nameof(RedisServer))]
public sealed class RateBudgetsOnRedisTests(RedisServer server) : RateBudgetsTests(server);

[Collection(nameof(GarnetServer))]
public sealed class RateBudgetsOnGarnetTests(GarnetServer server) : RateBudgetsTests(server);
