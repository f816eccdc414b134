using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmergentMisalignment.Artifacts;

/// <summary>A judge's first-token probabilities as one compact JSON object, <c>{"80":0.9,"75":0.05}</c>, likeliest first.</summary>
/// <remarks>
/// Six significant digits: a score computed again from them is within 1e-3 of the stored one, at a third of the size of exact numbers,
/// which do not compress. The exact score has its own column.
/// </remarks>
public static class TokenDistribution
{
    /// <param name="probabilities">Token and probability; a repeated token overwrites, as in the published judge.</param>
    public static string ToJson(IEnumerable<KeyValuePair<string, double>> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var distinct = new Dictionary<string, double>();
        foreach (var (token, probability) in probabilities)
            distinct[token] = probability;
        var json = new StringBuilder("{");
        foreach (var (token, probability) in distinct.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (json.Length > 1)
                json.Append(',');
            json.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(token)).Append("\":");
            json.Append(CultureInfo.InvariantCulture, $"{probability:G6}");
        }
        return json.Append('}').ToString();
    }

    /// <exception cref="JsonException">The text is no such object.</exception>
    public static IReadOnlyDictionary<string, double> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var probabilities = new Dictionary<string, double>();
        foreach (var pair in document.RootElement.EnumerateObject())
            probabilities[pair.Name] = pair.Value.GetDouble();
        return probabilities;
    }
}
