using CsCheck;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public abstract class BooksTests : LedgerContract
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);
    private readonly Books _books;

    protected BooksTests(LedgerServer server) : base(server) => _books = new Books(Connection);

    [Fact]
    public async Task What_is_set_aside_and_spent_stays_within_the_limit()
    {
        await _books.LimitAsync("s", new Money(100));

        Assert.Equal(ReservationOutcome.Granted, await ReserveAsync("a", 60));
        Assert.Equal(ReservationOutcome.Crowded, await ReserveAsync("b", 60));
        Assert.True(await _books.SettleAsync("a", new Money(50), Money.Zero));
        Assert.Equal(ReservationOutcome.Refused, await ReserveAsync("b", 60));
        Assert.Equal(ReservationOutcome.Granted, await ReserveAsync("b", 50));
        Assert.Equal(new Account(new Money(50), default, new Money(50), new Money(100)), await AccountAsync("s"));
    }

    [Fact]
    public async Task A_refusal_names_the_account_and_takes_from_none()
    {
        await _books.LimitAsync("endpoint", new Money(10));

        var refused = await _books.ReserveAsync("a", new Money(11), Long, ["sweep", "endpoint"]);

        Assert.Equal(new Reservation(ReservationOutcome.Refused, "endpoint"), refused);
        Assert.Equal(Account.Empty, await AccountAsync("sweep"));
    }

    [Fact]
    public async Task Made_or_ended_twice_a_reservation_counts_once()
    {
        await ReserveAsync("a", 60);
        await ReserveAsync("a", 60);
        Assert.Equal(new Money(60), (await AccountAsync("s")).Reserved);

        Assert.True(await _books.SettleAsync("a", new Money(7), Money.Zero));
        Assert.False(await _books.SettleAsync("a", new Money(7), Money.Zero));
        Assert.Equal(new Account(new Money(7), default, default, null), await AccountAsync("s"));
    }

    [Fact]
    public async Task What_a_dead_process_had_set_aside_may_have_been_billed_until_somebody_knows()
    {
        await _books.LimitAsync("s", new Money(100));
        await _books.ReserveAsync("dead", new Money(60), Short, ["s"]);
        await ReserveAsync("alive", 10);
        while (await _books.LapseAsync() == 0)
            await Task.Delay(2);

        Assert.Equal(new Account(default, new Money(60), new Money(10), new Money(100)), await AccountAsync("s"));
        Assert.Equal(ReservationOutcome.Refused, await ReserveAsync("b", 50));
        Assert.True(await _books.SettleAsync("dead", new Money(20), Money.Zero));
        Assert.Equal(new Account(new Money(20), default, new Money(10), new Money(100)), await AccountAsync("s"));
        Assert.Equal(0, await _books.LapseAsync());
    }

    [Fact]
    public async Task What_nobody_counts_is_all_that_was_set_aside()
    {
        await ReserveAsync("a", 60);
        await ReserveAsync("b", 5);
        await _books.SettleAsync("a", spent: null, unsettled: Money.Zero);
        await _books.SettleAsync("b", spent: Money.Zero, unsettled: null);

        Assert.Equal(new Account(new Money(60), new Money(5), default, null), await AccountAsync("s"));
    }

    [Fact]
    public async Task A_limit_can_be_raised_and_taken_away()
    {
        await _books.LimitAsync("s", new Money(10));
        Assert.Equal(ReservationOutcome.Refused, await ReserveAsync("a", 11));
        await _books.LimitAsync("s", new Money(11));
        Assert.Equal(ReservationOutcome.Granted, await ReserveAsync("a", 11));
        await _books.LimitAsync("s", null);
        Assert.Equal(ReservationOutcome.Granted, await ReserveAsync("b", 1_000_000_000_000_000));
        Assert.Equal(new Money(1_000_000_000_000_011), (await AccountAsync("s")).Reserved);
    }

    [Fact]
    public async Task However_many_spend_at_once_no_account_exceeds_its_limit() => await Gen.Select(Gen.Int[1, 500], Gen.Int[0, 500], Gen.Int[1, 60].Array[5, 40]).SampleAsync(
        async (sweepLimit, endpointLimit, prices) =>
        {
            var (sweep, endpoint) = (Fresh(), Fresh());
            await _books.LimitAsync(sweep, new Money(sweepLimit));
            await _books.LimitAsync(endpoint, new Money(endpointLimit));
            long spent = 0, unsettled = 0;
            await Parallel.ForEachAsync(prices.Index(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (call, _) =>
            {
                var name = Fresh();
                if ((await _books.ReserveAsync(name, new Money(call.Item), Long, [sweep, endpoint], CancellationToken.None)).Outcome != ReservationOutcome.Granted)
                    return;

                // Some are billed less than was set aside, some were perhaps billed, some were certainly not.
                var (bill, doubt) = (call.Index % 3) switch { 0 => (call.Item / 2, 0), 1 => (0, call.Item), _ => (0, 0) };
                Interlocked.Add(ref spent, bill);
                Interlocked.Add(ref unsettled, doubt);
                await _books.SettleAsync(name, new Money(bill), new Money(doubt), CancellationToken.None);
            });

            foreach (var account in await _books.ReadAsync([sweep, endpoint]))
            {
                Assert.Equal((new Money(spent), new Money(unsettled), Money.Zero), (account.Spent, account.Unsettled, account.Reserved));
                Assert.True(account.Spent + account.Unsettled <= account.Limit);
            }
        }, iter: 40);

    [Fact]
    public async Task What_another_ledger_has_booked_is_taken_over_once_and_counts()
    {
        var elsewhere = new Account(new Money(60), new Money(5), default, new Money(100));

        await _books.AdoptAsync("s", elsewhere);
        await _books.AdoptAsync("s", elsewhere with { Spent = new Money(70) });

        Assert.Equal(elsewhere, await AccountAsync("s"));
        Assert.Equal(ReservationOutcome.Refused, await ReserveAsync("a", 36));
        Assert.Equal(ReservationOutcome.Granted, await ReserveAsync("a", 35));
    }

    private async Task<ReservationOutcome> ReserveAsync(string name, long amount) => (await _books.ReserveAsync(name, new Money(amount), Long, ["s"])).Outcome;

    private async Task<Account> AccountAsync(string name) => (await _books.ReadAsync([name]))[0];
}

[Collection(nameof(GarnetServer))]
public sealed class BooksOnGarnetTests(GarnetServer server) : BooksTests(server);

[Collection(nameof(RedisServer))]
public sealed class BooksOnRedisTests(RedisServer server) : BooksTests(server);
