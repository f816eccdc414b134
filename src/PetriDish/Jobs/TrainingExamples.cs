using System.Text.Json;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Reads a fine-tuning file: one JSON object a line, <c>{"messages":[{"role","content"},…]}</c>, the last message an assistant's.</summary>
internal static class TrainingExamples
{
    /// <exception cref="RequestRefusedException">A line is wrong; the message names it.</exception>
    public static IEnumerable<ChatExample> Read(Stream stream, string fileName)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        var (line, examples) = (0, 0);
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            yield return Parse(text, problem => Wrong(fileName, line, problem));
            examples++;
        }
        if (examples == 0) throw Wrong(fileName, 1, "the file is empty; it needs at least one example");
    }

    private static ChatExample Parse(string text, Func<string, RequestRefusedException> wrong)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("messages", out var messages)
                || messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
            {
                throw wrong("an example is an object with a list \"messages\" of at least one message");
            }
            var turns = messages.EnumerateArray().Select(message => Turn(message, wrong)).ToList();
            return turns[^1].Role == "assistant" ? new(turns) : throw wrong("the last message must be the assistant's, since that is what is trained");
        }
        catch (JsonException error)
        {
            throw wrong($"not a JSON object on one line ({error.Message.Split(". ")[0].TrimEnd('.')})");
        }
    }

    private static ChatTurn Turn(JsonElement message, Func<string, RequestRefusedException> wrong)
    {
        var role = Text(message, "role");
        if (role is not ("system" or "user" or "assistant")) throw wrong("each message needs a \"role\" of system, user or assistant");
        return new(role, Text(message, "content") ?? throw wrong("each message needs a \"content\" that is a string"));
    }

    private static string? Text(JsonElement message, string key) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static RequestRefusedException Wrong(string fileName, int line, string problem) =>
        RequestRefusedException.Invalid($"{fileName}, line {line}: {problem}.", "file", "invalid_file_format");
}
