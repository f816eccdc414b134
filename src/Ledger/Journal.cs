using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>What happened lately, the newest first: a journal holds so many entries, and the oldest goes when another comes.</summary>
public sealed class Journal(LedgerConnection connection)
{
    /// <param name="journal">Its name.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="most">How many entries are kept, this one included.</param>
    /// <param name="cancellationToken"/>
    public Task AddAsync<T>(string journal, T entry, JsonTypeInfo<T> type, int most, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return connection.RunAsync(Script.JournalAdd, [Key(journal)], [JsonSerializer.SerializeToUtf8Bytes(entry, type), most], cancellationToken);
    }

    /// <summary>Some of the entries, the newest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<T> Entries, long Total)> ReadAsync<T>(string journal, int skip, int take, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        var (entries, total) = await connection.UseAsync(
            "journal-read",
            async database => (await database.ListRangeAsync(Key(journal), skip, skip + take - 1).ConfigureAwait(false), await database.ListLengthAsync(Key(journal)).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return (Array.ConvertAll(entries, entry => JsonSerializer.Deserialize(((ReadOnlyMemory<byte>)entry).Span, type)!), total);
    }

    private RedisKey Key(string journal) => connection.Key("journal", journal);
}
