using System.Globalization;
using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>What failed, how often and why last, so that a retry knows when to give up and a person can see the cause.</summary>
public sealed class Failures(LedgerConnection connection)
{
    /// <summary>Counts a failed attempt and returns the attempts so far. The cause must hold no model text and no secret: it is shown and logged.</summary>
    public async Task<int> RecordAsync(string set, string name, string cause, CancellationToken cancellationToken = default) =>
        (int)await connection.RunAsync(Script.FailuresRecord, [Key(set)], [name, cause], cancellationToken).ConfigureAwait(false);

    /// <summary>All failures of a set, by name.</summary>
    public async Task<IReadOnlyDictionary<string, Failure>> AllAsync(string set, CancellationToken cancellationToken = default)
    {
        var entries = await connection.UseAsync("failures-all", database => database.HashGetAllAsync(Key(set)), cancellationToken).ConfigureAwait(false);
        return entries.ToDictionary(entry => (string)entry.Name!, entry => Parse((string)entry.Value!), StringComparer.Ordinal);
    }

    /// <summary>Forgets the failures of one name: it succeeded, or a person wants it tried again.</summary>
    public Task ClearAsync(string set, string name, CancellationToken cancellationToken = default) =>
        connection.UseAsync("failures-clear", database => database.HashDeleteAsync(Key(set), name), cancellationToken);

    /// <summary>Takes over a failure that another ledger has counted, unless this one has counted any of that name.</summary>
    public Task AdoptAsync(string set, string name, Failure failure, CancellationToken cancellationToken = default) =>
        connection.UseAsync(
            "failures-adopt",
            database => database.HashSetAsync(
                Key(set), name, string.Create(CultureInfo.InvariantCulture, $"{failure.Attempts} {failure.At.ToUnixTimeMilliseconds()} {failure.Cause}"), When.NotExists),
            cancellationToken);

    private RedisKey Key(string set) => connection.Key("failures", set);

    // The form that failures-record.lua writes: "<attempts> <unix ms> <cause>".
    private static Failure Parse(string stored)
    {
        var parts = stored.Split(' ', 3);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        return new Failure(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[2], at);
    }
}
