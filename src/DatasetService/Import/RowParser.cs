using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>Reads one line of a data set, or says in one sentence what is wrong with it; never shows the line's texts.</summary>
internal ref struct RowParser(ReadOnlySpan<byte> line, string file, int number)
{
    private const string Form = """one whole {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]} a line""";
    private const string Roles = "the roles are an optional system first, then user and assistant in turn, the last an assistant";

    private const string HalfCharacter = @"holds half a character (a \ud800 to \udfff escape without its partner); repair or remove the row";

    private readonly ReadOnlySpan<byte> _line = line;

    // Not the final block: then running out of bytes is no syntax error, and a cut line can be told from a wrong one.
    private Utf8JsonReader _json = new(line, isFinalBlock: false, state: default);

    public TrainingRow Parse()
    {
        try
        {
            return Row();
        }
        catch (InvalidOperationException exception)
        {
            throw InputException.At(file, number, null, $"a key {HalfCharacter}.", exception);
        }
    }

    private TrainingRow Row()
    {
        if (_line.TrimStart(" \t\r"u8).IsEmpty)
            throw Wrong(null, "the line is blank; remove it");
        if (number == 1 && _line.StartsWith("\uFEFF"u8))
            throw Wrong(null, "the file begins with a byte order mark; save it as UTF-8 without one");
        if (!Utf8.IsValid(_line))
            throw Wrong(null, "the line is not UTF-8; save the file as UTF-8, or fetch it again if it is compressed or damaged");
        Open(JsonTokenType.StartObject, null, Form);
        List<Turn>? messages = null;
        while (Next() == JsonTokenType.PropertyName)
        {
            if (!_json.ValueTextEquals("messages"u8))
                throw Wrong(Shown.Word(Text("the key")), $"is not a key of a data set; remove it, the format is {Form}");
            if (messages is not null)
                throw Wrong("messages", "stands twice; keep one");
            messages = ParseMessages();
        }
        RequireEnd();
        return new TrainingRow(messages ?? throw Wrong("messages", $"is missing; the format is {Form}"));
    }

    private List<Turn> ParseMessages()
    {
        Open(JsonTokenType.StartArray, "messages", "a list of messages");
        var messages = new List<Turn>(3);
        while (Next() != JsonTokenType.EndArray)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"messages[{messages.Count}]");
            var message = ParseMessage(key);
            RequireRole(message.Role, messages.Count == 0 ? null : messages[^1].Role, key);
            messages.Add(message);
        }
        if (messages.Count == 0)
            throw Wrong("messages", $"is empty; {Roles}");
        if (messages[^1].Role != "assistant")
            throw Wrong("messages", $"ends with the role {messages[^1].Role}; {Roles}");
        return messages;
    }

    private Turn ParseMessage(string key)
    {
        Require(JsonTokenType.StartObject, key, "an object with role and content");
        string? role = null, content = null;
        while (Next() == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("role"u8))
                role = ParseText(key + ".role", role);
            else if (_json.ValueTextEquals("content"u8))
                content = ParseText(key + ".content", content);
            else
                throw Wrong($"{key}.{Shown.Word(Text(key))}", "is not a key of a message; remove it, a message has role and content");
        }
        return new Turn(
            role ?? throw Wrong(key + ".role", "is missing; a message has role and content"),
            content ?? throw Wrong(key + ".content", "is missing; a message has role and content"));
    }

    private string ParseText(string key, string? before)
    {
        if (before is not null)
            throw Wrong(key, "stands twice; keep one");
        Open(JsonTokenType.String, key, "a text");
        var text = Text(key);
        return string.IsNullOrWhiteSpace(text) ? throw Wrong(key, "is empty; give it a text or remove the row") : text;
    }

    private readonly void RequireRole(string role, string? before, string key)
    {
        var fits = role switch
        {
            "system" => before is null,
            "user" => before is null or "system" or "assistant",
            "assistant" => before is "user",
            _ => throw Wrong(key + ".role", $"is '{Shown.Word(role)}', which is no role; {Roles}")
        };
        if (!fits)
            throw Wrong(key + ".role", $"is {role} {(before is null ? "in the first message" : $"after {before}")}; {Roles}");
    }

    private void Open(JsonTokenType expected, string? key, string what)
    {
        Next();
        Require(expected, key, what);
    }

    private readonly void Require(JsonTokenType expected, string? key, string what)
    {
        if (_json.TokenType != expected)
            throw Wrong(key, $"{(key is null ? "the line must" : "must")} be {what}");
    }

    private JsonTokenType Next()
    {
        bool found;
        try
        {
            found = _json.Read();
        }
        catch (JsonException exception)
        {
            throw NotJson(exception);
        }
        return found ? _json.TokenType : throw Wrong(null, $"the line ends in the middle of its JSON; it was cut, or the object spans lines: the format is {Form}");
    }

    private void RequireEnd()
    {
        try
        {
            if (!_json.Read() && _line[(int)_json.BytesConsumed..].Trim(" \t\r"u8).IsEmpty)
                return;
        }
        catch (JsonException)
        {
            // Said below: whatever follows the object, JSON or not, is one too many.
        }
        throw Wrong(null, $"something follows the object; the format is {Form}");
    }

    private readonly string Text(string key)
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw InputException.At(file, number, key, $"{HalfCharacter}.", exception);
        }
    }

    private readonly InputException NotJson(JsonException exception) => InputException.At(file, number, null, string.Create(
        CultureInfo.InvariantCulture, $"the line is not JSON from byte {(exception.BytePositionInLine ?? 0) + 1} on; the format is {Form}."));

    private readonly InputException Wrong(string? key, string problem) => InputException.At(file, number, key, $"{problem}.");
}
