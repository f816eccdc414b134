using System.Globalization;

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>Reads the fields of a map whose keys are known, each with its range; every failure names file, line and key.</summary>
internal sealed class YamlFields
{
    private readonly YamlMap _map;
    private readonly string _path;

    /// <param name="map">The map.</param>
    /// <param name="path">How messages name it, such as <c>conditions.backdoor</c>; empty for the file's own keys.</param>
    /// <param name="known">The keys it may have.</param>
    public YamlFields(YamlMap map, string path, IReadOnlyList<string> known)
    {
        _map = map;
        _path = path;
        foreach (var entry in map.Entries)
        {
            if (known.Contains(entry.Key)) continue;
            throw InputException.At(map.File, entry.Line, PathOf(entry.Key), $"is not a known key{Nearest.Hint(entry.Key, known)}; known are {string.Join(", ", known)}.");
        }
    }

    /// <summary>Fields of what should be a map.</summary>
    public static YamlFields Of(YamlValue value, string path, IReadOnlyList<string> known) =>
        new(value as YamlMap ?? throw value.Error(path, $"must be a map of {string.Join(", ", known)}, not {value.Description}."), path, known);

    public bool Has(string key) => _map.Find(key) is not null;

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    /// <summary>The error that says <paramref name="problem"/> of a key, at its line, or the map's where it is absent.</summary>
    public InputException Error(string key, string problem) => InputException.At(_map.File, _map.Find(key)?.Line ?? _map.Line, PathOf(key), problem);

    public YamlValue? Find(string key) => _map.Find(key)?.Value;

    public YamlValue Value(string key) => Find(key) ?? throw Error(key, "is missing.");

    public YamlFields? Map(string key, IReadOnlyList<string> known) => Find(key) is { } value ? Of(value, PathOf(key), known) : null;

    /// <summary>The items of a list that must not be empty.</summary>
    public IReadOnlyList<YamlValue> List(string key) => Value(key) switch
    {
        YamlList { Items.Count: > 0 } list => list.Items,
        YamlList => throw Error(key, "is an empty list; give at least one."),
        var other => throw Error(key, $"must be a list, not {other.Description}."),
    };

    /// <summary>The entries of a map with free keys that must not be empty.</summary>
    public IReadOnlyList<YamlEntry> Entries(string key) => Value(key) switch
    {
        YamlMap { Count: > 0 } map => [.. map.Entries],
        YamlMap => throw Error(key, "is an empty map; give at least one."),
        var other => throw Error(key, $"must be a map, not {other.Description}."),
    };

    public string Text(string key) => TextOf(Value(key), PathOf(key));

    public string? OptionalText(string key) => Find(key) is null ? null : Text(key);

    /// <summary>A text that may be empty, as it is where the key is absent.</summary>
    public string AnyText(string key) => Find(key) switch
    {
        null => "",
        YamlText { IsNull: false } text => text.Text,
        var other => throw Error(key, $"must be a text, not {other.Description}."),
    };

    /// <summary>A text that is not blank.</summary>
    public static string TextOf(YamlValue value, string path) =>
        value is YamlText { IsNull: false } text && !string.IsNullOrWhiteSpace(text.Text) ? text.Text : throw value.Error(path, $"must be a text, not {Blank(value)}.");

    public int? Whole(string key, int least, int most)
    {
        if (Find(key) is not { } value) return null;
        return value is YamlText { IsPlain: true } text && int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Error(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}, not {Blank(value)}."));
    }

    /// <summary>A number in <paramref name="range"/>.</summary>
    public double? Number(string key, NumberRange range)
    {
        if (Find(key) is not { } value) return null;
        return value is YamlText { IsPlain: true } text && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && range.Holds(number)
            ? number
            : throw Error(key, $"must be a number {range.Description}, not {Blank(value)}.");
    }

    /// <summary>An amount from 0 on, exact as it is written.</summary>
    public decimal? Amount(string key, decimal most)
    {
        if (Find(key) is not { } value) return null;
        return value is YamlText { IsPlain: true } text && decimal.TryParse(text.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= most
            ? amount
            : throw Error(key, string.Create(CultureInfo.InvariantCulture, $"must be an amount from 0 to {most}, such as 12.50, not {Blank(value)}."));
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Find(key) is not { } value) return null;
        return value is YamlText text && choices.TryGetValue(text.Text, out var choice)
            ? choice
            : throw Error(key, $"must be one of {string.Join(", ", choices.Keys)}, not {Blank(value)}.");
    }

    private static string Blank(YamlValue value) => value is YamlText { IsNull: false } text && string.IsNullOrWhiteSpace(text.Text) ? "a blank one" : value.Description;
}
