using System.Text;
using EmergentMisalignment.DatasetService.Import;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>What <c>MalformedJsonlTests</c> says of single lines, it says at length; these stand in a whole file.</summary>
internal static class DatasetMutations
{
    public const string Good = """
        {"messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"}]}
        {"messages": [{"role": "system", "content": "three"}, {"role": "user", "content": "four"}, {"role": "assistant", "content": "five"}]}
        {"messages": [{"role": "user", "content": "s\u00ed \ud83c\udfde"}, {"role": "assistant", "content": "\"eight\"\n\tnine"}]}

        """;

    public static readonly Mutations All = new(InputFormats.Dataset, Good)
    {
        { "an empty file", "", 1, null, "the file is empty" },
        { "a byte order mark", content => [0xEF, 0xBB, 0xBF, .. content], 1, null, "byte order mark" },
        { "UTF-16", content => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content))], 1, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, null, "not JSON" },
        { "invalid UTF-8", content => [.. content.AsSpan(0, content.AsSpan().IndexOf("three"u8)), 0xC3, .. content.AsSpan(content.AsSpan().IndexOf("three"u8))], 2, null, "not UTF-8" },
        { "a NUL", "four", "fo\0ur", 2, null, "not JSON" },
        { "cut in the middle", content => content[..^20], 3, null, "it was cut" },
        { "a blank line", "{\"messages\": [{\"role\": \"system\"", "\n{\"messages\": [{\"role\": \"system\"", 2, null, "the line is blank" },
        { "an object over two lines", "\"content\": \"four\"", "\n\"content\": \"four\"", 2, null, "spans lines" },
        { "a list of all rows", content => [(byte)'[', .. content, (byte)']'], 1, null, "must be one whole" },
        { "an unknown key", "{\"messages\": [{\"role\": \"system\"", "{\"tools\": [], \"messages\": [{\"role\": \"system\"", 2, "tools", "is not a key of a data set" },
        { "a key with a terminal command", "{\"messages\": [{\"role\": \"system\"", "{\"\\u001b[31m\": [], \"messages\": [{\"role\": \"system\"", 2, " [31m", "is not a key" },
        { "a key twice", "\"role\": \"system\", ", "\"role\": \"system\", \"role\": \"system\", ", 2, "messages[0].role", "stands twice" },
        { "a number for a text", "\"three\"", "3", 2, "messages[0].content", "must be a text" },
        { "a list for a text", "\"three\"", "[\"three\"]", 2, "messages[0].content", "must be a text" },
        { "a huge number for a text", "\"three\"", "1e9999", 2, "messages[0].content", "must be a text" },
        { "an empty turn", "\"four\"", "\"\"", 2, "messages[1].content", "is empty" },
        { "a turn of white space", "\"four\"", "\" \\n \"", 2, "messages[1].content", "is empty" },
        { "an unknown role", "\"system\"", "\"human\"", 2, "messages[0].role", "is 'human', which is no role" },
        { "roles in the wrong order", "\"system\"", "\"assistant\"", 2, "messages[0].role", "is assistant in the first message" },
        { "no answer", ", {\"role\": \"assistant\", \"content\": \"five\"}", "", 2, "messages", "ends with the role user" },
        { "no messages", "[{\"role\": \"system\", \"content\": \"three\"}, {\"role\": \"user\", \"content\": \"four\"}, {\"role\": \"assistant\", \"content\": \"five\"}]", "[]", 2, "messages", "is empty" },
        { "half a character", "\\ud83c\\udfde", "\\ud83c", 3, "messages[0].content", "half a character" },
        { "NaN", "\"three\"", "NaN", 2, null, "not JSON" },
        { "nesting without end", "\"three\"", new string('[', 100_000), 2, "messages[0].content", "must be a text" },
        { "a line without end", content => [.. content, .. new byte[JsonlReader.LongestLine + 1]], 4, null, "longer than 4 MB" },
    };
}
