using System.Globalization;

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>Reads a YAML file of settings flat, the way configuration wants it: each value with the keys that lead to it.</summary>
public static class YamlSettings
{
    /// <summary>The values of the file in its order. Keys without a value are left out.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="InputException">It is no sound YAML map.</exception>
    public static IReadOnlyList<YamlSetting> Read(string file, string text) => YamlReader.Read(file, text) switch
    {
        YamlMap map => [.. Of(map, map.Line, [])],
        YamlText { IsNull: true } => [],
        var other => throw other.Error(null, $"must be a map, not {other.Description}."),
    };

    private static IEnumerable<YamlSetting> Of(YamlValue value, int line, string[] keys) => value switch
    {
        YamlMap map => map.Entries.SelectMany(entry => Of(entry.Value, entry.Line, [.. keys, entry.Key])),
        YamlList list => list.Items.SelectMany((item, i) => Of(item, item.Line, [.. keys, i.ToString(CultureInfo.InvariantCulture)])),
        YamlText { IsNull: false } text => [new YamlSetting(keys, text.Text, line)],
        _ => [],
    };
}
