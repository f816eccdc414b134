using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class LeasesTests : LedgerContract
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    private readonly Leases _leases;

    protected LeasesTests(LedgerServer server) : base(server) => _leases = new Leases(Connection);

    [Fact]
    public async Task Of_many_takers_one_gets_the_lease_and_tokens_only_grow()
    {
        var last = 0L;
        for (var round = 0; round < 20; round++)
        {
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(taker => Task.Run(() => _leases.TryTakeAsync("work", $"taker {taker}", Long))));

            var lease = Assert.Single(leases, lease => lease is not null)!;
            Assert.True(lease.Token > last);
            last = lease.Token;
            await _leases.ReleaseAsync(lease);
        }
    }

    [Fact]
    public async Task A_lease_that_ran_out_can_be_taken_and_neither_renewed_nor_released()
    {
        var first = await _leases.TryTakeAsync("work", "first", Short);
        var second = await Eventually(() => _leases.TryTakeAsync("work", "second", Long));

        Assert.True(second.Token > first!.Token);
        Assert.False(await _leases.RenewAsync(first, Long));
        await _leases.ReleaseAsync(first);
        Assert.Null(await _leases.TryTakeAsync("work", "third", Long));
        Assert.True(await _leases.RenewAsync(second, Long));
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_not_renewed_even_if_nobody_took_it()
    {
        var lease = await _leases.TryTakeAsync("work", "me", Short);
        await Task.Delay(20);

        Assert.False(await _leases.RenewAsync(lease!, Long));
    }

    [Fact]
    public async Task A_renewed_lease_is_held_for_its_new_time()
    {
        var lease = await _leases.TryTakeAsync("work", "me", Long);

        Assert.True(await _leases.RenewAsync(lease!, Short));
        Assert.NotNull(await Eventually(() => _leases.TryTakeAsync("work", "you", Long)));
    }

    [Fact]
    public async Task Leases_of_different_names_do_not_meet()
    {
        Assert.NotNull(await _leases.TryTakeAsync("a", "me", Long));
        Assert.NotNull(await _leases.TryTakeAsync("b", "me", Long));
    }

    private static async Task<Lease> Eventually(Func<Task<Lease?>> take)
    {
        while (true)
        {
            if (await take() is { } lease)
                return lease;
            await Task.Delay(5);
        }
    }
}

[Collection(nameof(GarnetServer))]
public sealed class LeasesOnGarnetTests(GarnetServer server) : LeasesTests(server);

[Collection(nameof(RedisServer))]
public sealed class LeasesOnRedisTests(RedisServer server) : LeasesTests(server);
