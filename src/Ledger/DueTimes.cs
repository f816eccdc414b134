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
    public async Task<IReadOnlyList<string>> ClaimAsync(string set, IReadOnlyList<string> names, TimeSpan until, CancellationToken cancellationToken = default)
    {
        var claimed = new List<string>();
        foreach (var batch in names.Chunk(MaxNamesPerScript))
        {
            RedisValue[] arguments = [(long)until.TotalMilliseconds, .. Values(batch)];
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

    /// <summary>Marks one name not due before now + <paramref name="by"/>, whatever its mark was.</summary>
    public Task PostponeAsync(string set, string name, TimeSpan by, CancellationToken cancellationToken = default) =>
        connection.RunAsync(Script.DuePostpone, [Key(set)], [name, (long)by.TotalMilliseconds], cancellationToken);

    private RedisKey Key(string set) => connection.Key("due", set);

    private static RedisValue[] Values(string[] names) => Array.ConvertAll(names, name => (RedisValue)name);
}
