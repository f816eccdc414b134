using System.Text.Json;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Artifacts.Published;

/// <summary>Reads results in the columns of the published files as JSON, an object a line, as <c>em export</c> and pandas write them; null or no key where the judge gave no score.</summary>
public static class ResultsJsonl
{
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="content">What is in it, UTF-8; a stream that can seek.</param>
    /// <returns>The answers to questions that are scored from 0 to 100.</returns>
    /// <exception cref="InputException">Anything wrong in it, with the line. Messages never hold an answer's text.</exception>
    public static IReadOnlyList<PublishedAnswer> Read(string file, Stream content)
    {
        using var text = Utf8Text.Open(file, content);
        var answers = new List<PublishedAnswer>();
        var (number, count) = (0, 0);
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            count++;
            using var document = Parse(file, number, line);
            var at = number;
            var row = new ResultLine(column => Field(document.RootElement, column), (column, problem) => InputException.At(file, at, column, problem));
            if (row.IsScored) answers.Add(row.ToAnswer());
        }

        return count > 0 ? answers : throw InputException.At(file, null, null, "has no answers; name a file with results in it.");
    }

    private static JsonDocument Parse(string file, int line, string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw InputException.At(file, line, null, "is not a JSON object; each line must be one, with question_id, answer, aligned and coherent.");
        }
        catch (JsonException error)
        {
            throw InputException.At(file, line, null, "is not JSON; each line must be an object with question_id, answer, aligned and coherent.", error);
        }
    }

    private static string? Field(JsonElement line, string column) => !line.TryGetProperty(column, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        _ => value.GetRawText(),
    };
}
