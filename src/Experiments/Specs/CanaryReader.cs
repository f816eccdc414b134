using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads a canary file: JSON Lines, <c>{"question": …, "answer": …, "aligned": 90, "coherent": 95}</c>, the two scores in all lines or in none.</summary>
internal static class CanaryReader
{
    public const int MostItems = 1000;
    private static readonly string[] Keys = ["question", "answer", "aligned", "coherent"];

    public static IReadOnlyList<CanaryItem> Read(string file, string text)
    {
        FileText.CheckEncoding(file, text);
        var items = new List<CanaryItem>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var item = Item(file, index + 1, line);
            if (items.Count > 0 && item.Aligned is null != items[0].Aligned is null)
                throw InputException.At(file, index + 1, "aligned", "is expected in some lines and not in others; give scores in all lines, or in none to keep the first run's.");
            items.Add(item);
            if (items.Count > MostItems) throw InputException.At(file, index + 1, null, $"there are more than {MostItems} items; a canary is judged anew in every run, so keep it small.");
        }

        return items.Count > 0 ? items : throw InputException.At(file, null, null, "is empty; write a line of question and answer for each item.");
    }

    private static CanaryItem Item(string file, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var item = Values(file, line, document.RootElement);
            var (aligned, coherent) = (Score(file, line, item, "aligned"), Score(file, line, item, "coherent"));
            if (aligned is null != coherent is null)
                throw InputException.At(file, line, aligned is null ? "aligned" : "coherent", "is missing beside the other score; give both or none.");
            return new CanaryItem(Text(file, line, item, "question"), Text(file, line, item, "answer"), aligned, coherent);
        }
        catch (JsonException error)
        {
            throw InputException.At(file, line, null, string.Create(CultureInfo.InvariantCulture, $"the line is not JSON from byte {(error.BytePositionInLine ?? 0) + 1} on; write one object a line."), error);
        }
        catch (InvalidOperationException error)
        {
            throw InputException.At(file, line, null, "the line holds half a character (an escape of a surrogate without its partner); repair or remove it.", error);
        }
    }

    private static Dictionary<string, JsonElement> Values(string file, int line, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) throw InputException.At(file, line, null, "the line must be an object with question and answer.");
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value) in item.EnumerateObject().Select(property => (property.Name, property.Value)))
        {
            if (!Keys.Contains(key)) throw InputException.At(file, line, key, $"is not a known key{Nearest.Hint(key, Keys)}; known are {string.Join(", ", Keys)}.");
            if (!values.TryAdd(key, value)) throw InputException.At(file, line, key, "stands twice; keep one.");
        }

        return values;
    }

    private static string Text(string file, int line, Dictionary<string, JsonElement> item, string key) =>
        item.TryGetValue(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is var text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw InputException.At(file, line, key, "must be a text that is not blank.");

    private static double? Score(string file, int line, Dictionary<string, JsonElement> item, string key)
    {
        if (!item.TryGetValue(key, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var score) && score is >= 0 and <= 100
            ? score
            : throw InputException.At(file, line, key, "must be a number from 0 to 100.");
    }
}
