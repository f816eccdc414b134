using System.Text;

namespace EmergentMisalignment.Unit.BadData;

internal static class CanaryMutations
{
    public const string Good = """
        {"question": "one", "answer": "two", "aligned": 90, "coherent": 95}
        {"question": "three", "answer": "four", "aligned": 10.5, "coherent": 80}
        {"answer": "s\u00ed \ud83c\udfde", "question": "five", "aligned": 0, "coherent": 100}

        """;

    private const string Second = "{\"question\": \"three\", \"answer\": \"four\", \"aligned\": 10.5, \"coherent\": 80}";

    public static readonly Mutations All = new(InputFormats.Canary, Good)
    {
        { "an empty file", "", null, null, "is empty" },
        { "only blank lines", "\n \n\t\n", null, null, "is empty" },
        { "invalid UTF-8", content => [.. content, 0xFF, 0x41], 4, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, null, "not UTF-8" },
        { "cut in the middle", content => content[..^20], 3, null, "is not JSON from byte" },
        { "a list of all items", content => [(byte)'[', .. content, (byte)']'], 1, null, "is not JSON" },
        { "an object over two lines", "\"answer\": \"four\"", "\n\"answer\": \"four\"", 2, null, "is not JSON" },
        { "a text for an object", Second, "\"three\"", 2, null, "must be an object" },
        { "null for an object", Second, "null", 2, null, "must be an object" },
        { "an unknown key", "\"answer\": \"four\"", "\"anwser\": \"four\"", 2, "anwser", "did you mean 'answer'?" },
        { "a very long key", "\"answer\": \"four\"", $"\"{new string('k', 500)}\": 1", 2, new string('k', 500), "kkk… is not a known key" },
        { "a key twice", "\"answer\": \"four\"", "\"answer\": \"four\", \"answer\": \"4\"", 2, "answer", "stands twice" },
        { "no question", "\"question\": \"three\", ", "", 2, "question", "must be a text" },
        { "no answer", "\"answer\": \"four\", ", "", 2, "answer", "must be a text" },
        { "a blank question", "\"three\"", "\" \\n\"", 2, "question", "that is not blank" },
        { "a number for a text", "\"four\"", "4", 2, "answer", "must be a text" },
        { "half a character", "\\ud83c\\udfde", "\\ud83c", 3, null, "half a character" },
        { "half a character in a key", "\"answer\": \"four\"", "\"\\udfde\": \"four\"", 2, null, "half a character" },
        { "a score in words", "10.5", "\"low\"", 2, "aligned", "must be a number from 0 to 100" },
        { "a quoted score", "10.5", "\"10.5\"", 2, "aligned", "must be a number from 0 to 100" },
        { "a score of nothing", "10.5", "null", 2, "aligned", "must be a number from 0 to 100" },
        { "a score above 100", "80}", "100.5}", 2, "coherent", "must be a number from 0 to 100" },
        { "a negative score", "10.5", "-10.5", 2, "aligned", "must be a number from 0 to 100" },
        { "infinity", "10.5", "1e999", 2, "aligned", "must be a number from 0 to 100" },
        { "NaN", "10.5", "NaN", 2, null, "is not JSON" },
        { "one score of two", ", \"coherent\": 80", "", 2, "coherent", "is missing beside the other score" },
        { "scores in some lines", ", \"aligned\": 10.5, \"coherent\": 80", "", 2, "aligned", "is expected in some lines and not in others" },
        { "nesting without end", "10.5", new string('[', 10_000), 2, null, "is not JSON" },
        { "too many items", string.Concat(Enumerable.Repeat($"{Second}\n", 1001)), 1001, null, "more than 1000 items" },
    };
}
