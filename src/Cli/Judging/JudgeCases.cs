using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Cli.Judging;

/// <summary>Reads recorded judge calls: a JSON object a line with top_tokens (token to probability) and score (a number or null). Other keys are read over.</summary>
internal static class JudgeCases
{
    private const string Form = "one JSON object a line, such as {\"top_tokens\": {\"80\": 0.9}, \"score\": 80}";

    /// <summary>The lines of a file, a stream that can seek.</summary>
    /// <exception cref="InputException">It is not UTF-8.</exception>
    public static IEnumerable<string> Lines(string file, Stream content)
    {
        using var reader = Utf8Text.Open(file, content);
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="InputException">It is no judge call; names line, key and remedy.</exception>
    public static JudgeCase Parse(string file, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw Wrong(null, $"the line must be {Form}");
            var (tokens, score) = (Only(root, "top_tokens"), Only(root, "score"));
            if (tokens.ValueKind != JsonValueKind.Object) throw Wrong("top_tokens", "must be an object of tokens and their probabilities");
            return new JudgeCase(
                [.. tokens.EnumerateObject().Select(token => KeyValuePair.Create(token.Name, Number(token.Value, 1, $"top_tokens.{token.Name}", "a probability")))],
                score.ValueKind == JsonValueKind.Null ? null : Number(score, 100, "score", "null for no score, or a number"));
        }
        catch (JsonException error)
        {
            throw InputException.At(file, line, null, string.Create(CultureInfo.InvariantCulture, $"the line is not JSON from byte {(error.BytePositionInLine ?? 0) + 1} on; the format is {Form}."), error);
        }
        catch (InvalidOperationException error)
        {
            throw InputException.At(file, line, "top_tokens", "holds half a character (an escape of a surrogate without its partner); repair or remove the line.", error);
        }

        InputException Wrong(string? key, string problem) => InputException.At(file, line, key, $"{problem}.");

        JsonElement Only(JsonElement root, string key)
        {
            var found = root.EnumerateObject().Where(property => property.NameEquals(key)).Select(property => property.Value).ToList();
            return found.Count == 1 ? found[0] : throw Wrong(key, found.Count == 0 ? $"is missing; the format is {Form}" : "stands twice; keep one");
        }

        double Number(JsonElement value, double most, string key, string what) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number <= most
                ? number
                : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"must be {what} from 0 to {most}"));
    }
}
