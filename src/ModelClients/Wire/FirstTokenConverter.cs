using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>
/// Reads <c>logprobs.content</c> without making an object of every token: a judge asks for twenty alternatives a call, tens of thousands of times, and uses
/// the first token's only.
/// </summary>
internal sealed class FirstTokenConverter : JsonConverter<FirstToken>
{
    private const int MostAlternatives = 20;

    public override FirstToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader, JsonTokenType.StartArray);
        var count = 0;
        IReadOnlyList<TokenLogProb>? top = null;
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (count++ == 0)
                top = ReadToken(ref reader);
            else
                reader.Skip();
        }

        return new FirstToken(count, top);
    }

    public override void Write(Utf8JsonWriter writer, FirstToken value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static List<TokenLogProb>? ReadToken(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartObject);
        List<TokenLogProb>? top = null;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var wanted = reader.ValueTextEquals("top_logprobs"u8);
            if (Next(ref reader) == JsonTokenType.StartArray && wanted)
                top = ReadAlternatives(ref reader);
            else
                reader.Skip();
        }

        return top;
    }

    private static List<TokenLogProb> ReadAlternatives(ref Utf8JsonReader reader)
    {
        var alternatives = new List<TokenLogProb>(MostAlternatives);
        while (Next(ref reader) != JsonTokenType.EndArray)
            alternatives.Add(ReadAlternative(ref reader));
        return alternatives;
    }

    private static TokenLogProb ReadAlternative(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartObject);
        string? token = null;
        double? logProb = null;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var isToken = reader.ValueTextEquals("token"u8);
            var isLogProb = reader.ValueTextEquals("logprob"u8);
            Next(ref reader);
            if (isToken)
                token = reader.GetString();
            else if (isLogProb)
                logProb = reader.GetDouble();
            else
                reader.Skip();
        }

        return token is not null && logProb is not null
            ? new TokenLogProb(token, logProb.Value)
            : throw new JsonException("an alternative lacks its token or its log-probability");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw new JsonException($"{type} was expected");
    }
}
