using System.Collections.Concurrent;
using Garnet.server;

namespace EmergentMisalignment.Ledger.Embedded;

/// <summary>
/// The servers of this process, by connection string. They hand what was written to the disk every few milliseconds; who must not act before that waits here.
/// A server in another process outlives this one, so there is nothing to wait for.
/// </summary>
internal static class Commits
{
    private static readonly ConcurrentDictionary<string, StoreApi> Stores = new(StringComparer.Ordinal);

    public static StoreApi? Of(string connectionString) => Stores.GetValueOrDefault(connectionString);

    public static void Add(string connectionString, StoreApi store) => Stores[connectionString] = store;

    public static void Remove(string connectionString) => Stores.TryRemove(connectionString, out _);
}
