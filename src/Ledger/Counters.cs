using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>Running totals that are not work itself: tokens used, calls made, seconds spent.</summary>
public sealed class Counters(LedgerConnection connection)
{
    /// <summary>Adds to one field; a field nobody added to is 0.</summary>
    public Task AddAsync(string set, string field, long by, CancellationToken cancellationToken = default) =>
        connection.UseAsync("counters-add", database => database.HashIncrementAsync(Key(set), field, by), cancellationToken);

    /// <summary>All fields of a set.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(string set, CancellationToken cancellationToken = default)
    {
        var entries = await connection.UseAsync("counters-read", database => database.HashGetAllAsync(Key(set)), cancellationToken).ConfigureAwait(false);
        return entries.ToDictionary(entry => (string)entry.Name!, entry => (long)entry.Value, StringComparer.Ordinal);
    }

    private RedisKey Key(string set) => connection.Key("counters", set);
}
