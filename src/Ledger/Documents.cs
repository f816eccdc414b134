using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// Small JSON documents by key: content-addressed ones, which only ever get one value, and named ones, which change under a version.
/// On the server a document is the string <c>VERSION JSON</c>.
/// </summary>
public sealed class Documents(LedgerConnection connection)
{
    private const int MaxCommandsInFlight = 4096;

    /// <summary>Stores a document, whatever was there before.</summary>
    public async Task PutAsync<T>(string key, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        await connection.RunAsync(Script.DocumentsPut, [Key(key)], [Json(value, type)], cancellationToken).ConfigureAwait(false);

    /// <summary>The document, or default when there is none.</summary>
    public async Task<T?> GetAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        await GetVersionedAsync(key, type, cancellationToken).ConfigureAwait(false) is { } found ? found.Value : default;

    /// <summary>A document that was put there before anybody was asked to work by it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="what">What it describes, as the error's sentence begins.</param>
    /// <param name="cancellationToken"/>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public async Task<T> GetKnownAsync<T>(string key, JsonTypeInfo<T> type, string what, CancellationToken cancellationToken = default) =>
        await GetVersionedAsync(key, type, cancellationToken).ConfigureAwait(false) is { } found
            ? found.Value
            : throw new InvalidOperationException($"{what} is not in the ledger: submit the sweep again.");

    /// <summary>Those of the documents that exist, by key.</summary>
    public async Task<IReadOnlyDictionary<string, T>> GetManyAsync<T>(IReadOnlyList<string> keys, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        var documents = new Dictionary<string, T>(keys.Count, StringComparer.Ordinal);
        foreach (var window in keys.Chunk(MaxCommandsInFlight))
        {
            var replies = await connection.UseAsync("documents-get",
                database => Task.WhenAll(window.Select(key => database.StringGetAsync(Key(key)))), cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < window.Length; i++)
            {
                if (Parse(window[i], replies[i], type) is { } found)
                    documents[window[i]] = found.Value;
            }
        }
        return documents;
    }

    /// <summary>The document and its version, or null when there is none.</summary>
    public async Task<Versioned<T>?> GetVersionedAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        Parse(key, await connection.UseAsync("documents-get", database => database.StringGetAsync(Key(key)), cancellationToken).ConfigureAwait(false), type);

    /// <summary>Stores a document if nobody wrote since <paramref name="expectedVersion"/> was read (0: if there is none). Of several writers exactly one succeeds.</summary>
    public async Task<bool> TryReplaceAsync<T>(string key, T value, long expectedVersion, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        (bool)await connection.RunAsync(Script.DocumentsReplace, [Key(key)], [expectedVersion, Json(value, type)], cancellationToken).ConfigureAwait(false);

    /// <summary>Removes a document; true when there was one.</summary>
    public Task<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        connection.UseAsync("documents-remove", database => database.KeyDeleteAsync(Key(key)), cancellationToken);

    private RedisKey Key(string key) => connection.Key("documents", key);

    private static RedisValue Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static Versioned<T>? Parse<T>(string key, RedisValue stored, JsonTypeInfo<T> type)
    {
        if (stored.IsNull)
            return null;
        var bytes = ((ReadOnlyMemory<byte>)stored).Span;
        var space = bytes.IndexOf((byte)' ');
        if (space <= 0 || !long.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new LedgerException($"Document '{key}' of the ledger does not start with a version; remove that key, it was not written by this program.");
        try
        {
            return new Versioned<T>(JsonSerializer.Deserialize(bytes[(space + 1)..], type)!, version);
        }
        catch (JsonException error)
        {
            throw new LedgerException($"Document '{key}' of the ledger is not a {typeof(T).Name} of this version; remove that key to have it made again.", error);
        }
    }
}
