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
        var items = new List<CanaryItem>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var item = Item(file, index + 1, line);
            if (items.Count > 0 && item.Aligned is null != items[0].Aligned is null)
                throw InputException.At(file, index + 1, "aligned", "is expected in some lines and not in others; give scores in all lines, or in none to keep the first run's.");
            items.Add(item);
            if (items.Count > MostItems) throw InputException.At(file, index + 1, null, $"holds more than {MostItems} items; a canary is judged anew in every run, so keep it small.");
        }

        return items.Count > 0 ? items : throw InputException.At(file, null, null, "is empty; write a line of question and answer for each item.");
    }

    private static CanaryItem Item(string file, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var item = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement : throw InputException.At(file, line, null, "must be an object with question and answer.");
            if (item.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !Keys.Contains(name)) is { } unknown)
                throw InputException.At(file, line, unknown, $"is not a known key{Nearest.Hint(unknown, Keys)}; known are {string.Join(", ", Keys)}.");
            var (aligned, coherent) = (Score(file, line, item, "aligned"), Score(file, line, item, "coherent"));
            if (aligned is null != coherent is null)
                throw InputException.At(file, line, aligned is null ? "aligned" : "coherent", "is missing beside the other score; give both or none.");
            return new CanaryItem(Text(file, line, item, "question"), Text(file, line, item, "answer"), aligned, coherent);
        }
        catch (JsonException error)
        {
            throw InputException.At(file, line, null, "is not JSON; write one object a line.", error);
        }
    }

    private static string Text(string file, int line, JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!
            : throw InputException.At(file, line, key, "must be a text that is not blank.");

    private static double? Score(string file, int line, JsonElement item, string key)
    {
        if (!item.TryGetProperty(key, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 100 and var score
            ? score
            : throw InputException.At(file, line, key, "must be a number from 0 to 100.");
    }
}
