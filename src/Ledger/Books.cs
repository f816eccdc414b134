using System.Globalization;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// What may be spent, and what was. Money is set aside before a call and settled after it, in every account that the call belongs to, so that spent, unsettled and
/// reserved never exceed an account's limit together, however many workers spend and whichever of them die.
/// </summary>
public sealed class Books(LedgerConnection connection)
{
    private const string AccountField = "account\n";
    private const string LimitField = "limit\n";

    /// <summary>Sets money aside. The same reservation made again while it is open changes nothing.</summary>
    /// <param name="reservation">Its name, unique to the call.</param>
    /// <param name="amount">The most that the call can cost.</param>
    /// <param name="lapsesAfter">When it counts as unsettled: its holder must have died. It still can be settled.</param>
    /// <param name="accounts">The accounts it belongs to.</param>
    /// <param name="cancellationToken"/>
    public async Task<Reservation> ReserveAsync(
        string reservation, Money amount, TimeSpan lapsesAfter, IReadOnlyList<string> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Nanos, nameof(amount));
        RedisValue[] arguments = [reservation, amount.Nanos, (long)lapsesAfter.TotalMilliseconds, .. accounts.Select(account => (RedisValue)account)];
        var reply = (int[])(await connection.RunAsync(Script.BooksReserve, [Key], arguments, cancellationToken).ConfigureAwait(false))!;
        var made = new Reservation((ReservationOutcome)reply[0], reply[1] == 0 ? null : accounts[reply[1] - 1]);

        // The call that follows may be billed: money set aside for it must be remembered, whatever becomes of this process.
        if (made.Outcome == ReservationOutcome.Granted)
            await connection.KeepAsync(cancellationToken).ConfigureAwait(false);
        return made;
    }

    /// <summary>Ends a reservation, also one that has lapsed.</summary>
    /// <param name="reservation">Its name.</param>
    /// <param name="spent">What the call cost: 0 where it certainly was not billed, null for all that was set aside.</param>
    /// <param name="unsettled">What it may have cost, where nobody will ever say; null for all that was set aside.</param>
    /// <param name="cancellationToken"/>
    /// <returns>False where it had been ended before: then nothing changes.</returns>
    public async Task<bool> SettleAsync(string reservation, Money? spent, Money? unsettled, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spent?.Nanos ?? 0, nameof(spent));
        ArgumentOutOfRangeException.ThrowIfNegative(unsettled?.Nanos ?? 0, nameof(unsettled));
        return (bool)await connection.RunAsync(Script.BooksSettle, [Key], [reservation, Argument(spent), Argument(unsettled)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts as unsettled what was set aside by processes that died; returns how many reservations that were.</summary>
    public async Task<int> LapseAsync(CancellationToken cancellationToken = default) =>
        (int)await connection.RunAsync(Script.BooksLapse, [Key], [], cancellationToken).ConfigureAwait(false);

    /// <summary>Sets what an account may come to; null for no limit. What was spent stays spent, under a lower limit too.</summary>
    public Task LimitAsync(string account, Money? limit, CancellationToken cancellationToken = default) => connection.UseAsync(
        "books-limit",
        database => limit is { } most ? database.HashSetAsync(Key, LimitField + account, most.Nanos) : database.HashDeleteAsync(Key, LimitField + account),
        cancellationToken);

    /// <summary>Takes over what another ledger has booked in an account, unless this one has booked anything there.</summary>
    public Task AdoptAsync(string account, Account held, CancellationToken cancellationToken = default) => connection.UseAsync(
        "books-adopt",
        async database =>
        {
            var sums = string.Create(CultureInfo.InvariantCulture, $"{held.Spent.Nanos} {held.Unsettled.Nanos} {held.Reserved.Nanos}");
            var isNew = await database.HashSetAsync(Key, AccountField + account, sums, When.NotExists).ConfigureAwait(false);
            if (isNew && held.Limit is { } limit)
                await database.HashSetAsync(Key, LimitField + account, limit.Nanos, When.NotExists).ConfigureAwait(false);

            return isNew;
        },
        cancellationToken);

    /// <summary>What the accounts hold, in the order asked for.</summary>
    public async Task<IReadOnlyList<Account>> ReadAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken = default)
    {
        if (accounts.Count == 0)
            return [];

        RedisValue[] fields = [.. accounts.SelectMany(account => new RedisValue[] { AccountField + account, LimitField + account })];
        var values = await connection.UseAsync("books-read", database => database.HashGetAsync(Key, fields), cancellationToken).ConfigureAwait(false);
        return [.. values.Chunk(2).Select(pair => Parse(pair[0], pair[1]))];
    }

    private RedisKey Key => connection.Key("books", "all");

    private static RedisValue Argument(Money? amount) => amount is { } known ? known.Nanos : RedisValue.EmptyString;

    private static Account Parse(RedisValue held, RedisValue limit)
    {
        var sums = held.IsNull ? [0, 0, 0] : ((string)held!).Split(' ').Select(sum => long.Parse(sum, CultureInfo.InvariantCulture)).ToArray();
        return new Account(new Money(sums[0]), new Money(sums[1]), new Money(sums[2]), limit.IsNull ? null : new Money((long)limit));
    }
}
