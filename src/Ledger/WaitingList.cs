using EmergentMisalignment.Ledger.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// Names that wait for somebody to take them, the oldest first. A name stays on its list until it is done with, so that the list's length is what an autoscaler goes by
/// (KEDA's <c>redis</c> scaler: the list <c>em:list:{NAME}</c>); who works on a name is a lease's business.
/// </summary>
public sealed class WaitingList(LedgerConnection connection)
{
    /// <summary>Puts a name at the end, unless it is on the list.</summary>
    public Task AddAsync(string list, string name, CancellationToken cancellationToken = default) =>
        connection.RunAsync(Script.ListAdd, [Key(list)], [name], cancellationToken);

    public Task<IReadOnlyList<string>> AllAsync(string list, CancellationToken cancellationToken = default) =>
        connection.UseAsync<IReadOnlyList<string>>(
            "list-all", async database => Array.ConvertAll(await database.ListRangeAsync(Key(list)).ConfigureAwait(false), name => name.ToString()), cancellationToken);

    public Task RemoveAsync(string list, string name, CancellationToken cancellationToken = default) =>
        connection.UseAsync("list-remove", database => database.ListRemoveAsync(Key(list), name), cancellationToken);

    private StackExchange.Redis.RedisKey Key(string list) => connection.Key("list", list);
}
