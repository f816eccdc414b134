using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmergentMisalignment.Experiments.Keys;

/// <summary>
/// JSON with one spelling for each value, so that equal documents have equal bytes: UTF-8, properties sorted by UTF-16 code
/// unit, no white space, only the escapes JSON demands, whole numbers without fraction, others in the shortest form that round-trips.
/// </summary>
public static class CanonicalJson
{
    private const double LargestExactInteger = 9007199254740992;

    /// <exception cref="ArgumentException">A number no double can hold, or an unpaired surrogate.</exception>
    public static byte[] Bytes(JsonNode? node)
    {
        var text = new StringBuilder();
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null", new JsonDocumentOptions { MaxDepth = 256 });
        Append(text, document.RootElement);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The canonical spelling of one number, text, true, false or null.</summary>
    public static string Scalar(JsonNode? node) => Encoding.UTF8.GetString(Bytes(node));

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, element);
                break;
            case JsonValueKind.Array:
                AppendArray(text, element);
                break;
            case JsonValueKind.String:
                AppendText(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                AppendNumber(text, element);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element)
    {
        var separator = '{';
        foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            AppendText(text.Append(separator), property.Name);
            Append(text.Append(':'), property.Value);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void AppendArray(StringBuilder text, JsonElement element)
    {
        var separator = '[';
        foreach (var item in element.EnumerateArray())
        {
            Append(text.Append(separator), item);
            separator = ',';
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void AppendNumber(StringBuilder text, JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            text.Append(CultureInfo.InvariantCulture, $"{whole}");
            return;
        }

        var number = element.GetDouble();
        if (!double.IsFinite(number)) throw new ArgumentException($"{element.GetRawText()} is too large a number for a key.");
        if (double.IsInteger(number) && Math.Abs(number) <= LargestExactInteger) text.Append(CultureInfo.InvariantCulture, $"{(long)number}");
        else text.Append(number.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\') text.Append('\\').Append(character);
            else if (character < ' ') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else text.Append(character);
        }

        text.Append('"');
    }
}
