using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// Dispatch marks: "asked for; do not ask again before". They replace delayed messages: whoever looks may claim what is due, and only one will.
/// Time is the server's, so the clocks of workers need not agree.
/// </summary>
public sealed class DueTimes(LedgerConnection connection)
{
    private const int MaxNamesPerScript = 1024;

    /// <summary>Claims those of the names that are unmarked or due, and marks them not due before now + <paramref name="until"/>.</summary>
    /// <returns>The claimed names, in the order given. No other claimant gets them before they are due again.</returns>
    public Task<IReadOnlyList<string>> ClaimAsync(string set, IReadOnlyList<string> names, TimeSpan until, CancellationToken cancellationToken = default) =>
        ClaimAsync(set, names, until, alsoDue: true, cancellationToken);

    /// <summary>As above; without <paramref name="alsoDue"/> marked names are left alone even when they are due.</summary>
    public async Task<IReadOnlyList<string>> ClaimAsync(
        string set, IReadOnlyList<string> names, TimeSpan until, bool alsoDue, CancellationToken cancellationToken = default)
    {
        var claimed = new List<string>();
        foreach (var batch in names.Chunk(MaxNamesPerScript))
        {
            RedisValue[] arguments = [(long)until.TotalMilliseconds, alsoDue, .. Values(batch)];
            var positions = (int[])(await connection.RunAsync(Script.DueClaim, [Key(set)], arguments, cancellationToken).ConfigureAwait(false))!;
            claimed.AddRange(positions.Select(position => batch[position - 1]));
        }
        return claimed;
    }

    /// <summary>Takes the marks off: the names may be claimed at once.</summary>
    public Task ClearAsync(string set, IReadOnlyList<string> names, CancellationToken cancellationToken = default) =>
        connection.UseAsync("due-clear", async database =>
        {
            long cleared = 0;
            foreach (var batch in names.Chunk(MaxNamesPerScript))
                cleared += await database.HashDeleteAsync(Key(set), Values(batch)).ConfigureAwait(false);
            return cleared;
        }, cancellationToken);

    /// <summary>Takes off all marks of a set.</summary>
    public Task ForgetAsync(string set, CancellationToken cancellationToken = default) =>
        connection.UseAsync("due-forget", database => database.KeyDeleteAsync(Key(set)), cancellationToken);

    /// <summary>Marks the names not due before now + <paramref name="by"/>, whatever their marks were.</summary>
    public async Task PostponeAsync(string set, IReadOnlyList<string> names, TimeSpan by, CancellationToken cancellationToken = default)
    {
        foreach (var batch in names.Chunk(MaxNamesPerScript))
            await connection.RunAsync(Script.DuePostpone, [Key(set)], [(long)by.TotalMilliseconds, .. Values(batch)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The names that are marked and not due yet.</summary>
    public async Task<IReadOnlySet<string>> PendingAsync(string set, CancellationToken cancellationToken = default) =>
        ((string[])(await connection.RunAsync(Script.DuePending, [Key(set)], [], cancellationToken).ConfigureAwait(false))!).ToHashSet(StringComparer.Ordinal);

    private RedisKey Key(string set) => connection.Key("due", set);

    private static RedisValue[] Values(string[] names) => Array.ConvertAll(names, name => (RedisValue)name);
}
