using System.Text.Json.Serialization;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Ledger;

public sealed record Note(string Text, int Number);

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;

public abstract class DocumentsTests : LedgerContract
{
    private readonly Documents _documents;

    protected DocumentsTests(LedgerServer server) : base(server) => _documents = new Documents(Connection);

    [Fact]
    public async Task A_document_comes_back_as_it_was_put()
    {
        var note = new Note("{\"ünï\": \"code\"}\n\0 12 ", int.MinValue);

        await _documents.PutAsync("a", note, NoteJson.Default.Note);

        Assert.Equal(note, await _documents.GetAsync("a", NoteJson.Default.Note));
        Assert.Null(await _documents.GetAsync("b", NoteJson.Default.Note));
    }

    [Fact]
    public async Task Many_documents_come_by_key_without_the_absent_ones()
    {
        for (var i = 0; i < 20; i++)
            await _documents.PutAsync($"k{i}", new Note("x", i), NoteJson.Default.Note);

        var found = await _documents.GetManyAsync([.. Enumerable.Range(10, 20).Select(i => $"k{i}")], NoteJson.Default.Note);

        Assert.Equal(Enumerable.Range(10, 10).Select(i => $"k{i}"), found.Keys.Order());
        Assert.All(found, pair => Assert.Equal(pair.Key, $"k{pair.Value.Number}"));
    }

    [Fact]
    public async Task Every_write_raises_the_version()
    {
        await _documents.PutAsync("a", new Note("x", 1), NoteJson.Default.Note);
        await _documents.PutAsync("a", new Note("x", 2), NoteJson.Default.Note);
        Assert.False(await _documents.TryReplaceAsync("a", new Note("x", 3), 1, NoteJson.Default.Note));
        Assert.True(await _documents.TryReplaceAsync("a", new Note("x", 4), 2, NoteJson.Default.Note));

        Assert.Equal(new Versioned<Note>(new Note("x", 4), 3), await _documents.GetVersionedAsync("a", NoteJson.Default.Note));
    }

    [Fact]
    public async Task Of_writers_who_saw_the_same_version_exactly_one_succeeds()
    {
        for (var round = 0L; round < 20; round++)
        {
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
                Task.Run(() => _documents.TryReplaceAsync("contended", new Note("by", writer), round, NoteJson.Default.Note))));

            var winner = Array.IndexOf(won, true);
            Assert.Single(won, true);
            Assert.Equal(new Versioned<Note>(new Note("by", winner), round + 1), await _documents.GetVersionedAsync("contended", NoteJson.Default.Note));
        }
    }

    [Fact]
    public async Task A_removed_document_may_be_created_again()
    {
        await _documents.PutAsync("a", new Note("x", 1), NoteJson.Default.Note);

        Assert.True(await _documents.RemoveAsync("a"));
        Assert.False(await _documents.RemoveAsync("a"));
        Assert.True(await _documents.TryReplaceAsync("a", new Note("x", 2), 0, NoteJson.Default.Note));
    }

    [Fact]
    public async Task A_document_of_another_shape_says_which_key_to_remove()
    {
        await new Documents(Connection).PutAsync("odd", 5, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<int>)System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(typeof(int)));

        var error = await Assert.ThrowsAsync<LedgerException>(() => _documents.GetAsync("odd", NoteJson.Default.Note));

        Assert.Contains("'odd'", error.Message, StringComparison.Ordinal);
    }
}

[Collection(nameof(GarnetServer))]
public sealed class DocumentsOnGarnetTests(GarnetServer server) : DocumentsTests(server);

[Collection(nameof(RedisServer))]
public sealed class DocumentsOnRedisTests(RedisServer server) : DocumentsTests(server);
