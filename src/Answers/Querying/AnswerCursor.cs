using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>Where a page begins: past an answer, which it names so that answers which are archived meanwhile change nothing.</summary>
/// <param name="Question">A digest of what was asked: a cursor of another question would show nonsense.</param>
/// <param name="Key">The answer's number in the order that was asked for.</param>
/// <param name="Run">With the next three it names the answer.</param>
/// <param name="Cell"></param>
/// <param name="Asked"></param>
/// <param name="Index"></param>
/// <param name="Backwards">Whether what comes before it is wanted.</param>
internal sealed record AnswerCursor(string Question, double Key, string Run, string Cell, string Asked, int Index, bool Backwards)
{
    private const string Parameter = "cursor";

    public static InputException Unusable { get; } = new("cursor is none that this question was answered with; ask without it for the first page.", null, null, Parameter);

    /// <summary>Null where the query has none.</summary>
    /// <exception cref="InputException">It was made by somebody else, or for another question.</exception>
    public static AnswerCursor? Of(AnswerQuery query)
    {
        if (query.Cursor is null)
            return null;

        try
        {
            var cursor = JsonSerializer.Deserialize<AnswerCursor>(Base64Url.DecodeFromChars(query.Cursor));
            return cursor?.Question == Digest(query) ? cursor : throw Unusable;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw Unusable;
        }
    }

    public static string Digest(AnswerQuery query)
    {
        var filter = query.Filter;
        var places = filter.Places.OrderBy(places => places.Key).Select(places => (places.Key, Values: places.Value.Order(StringComparer.Ordinal)));
        var asked = JsonSerializer.Serialize(new object?[]
        {
            places.Select(place => new object[] { place.Key, place.Values }), filter.Verdicts.Order(), filter.Aligned.From, filter.Aligned.To, filter.Coherent.From,
            filter.Coherent.To, filter.Text, query.Order, query.Descending,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..16];
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));
}
