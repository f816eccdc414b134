using System.Globalization;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Yaml;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>Reads the settings of one section, each with its range. A mistake is one sentence that names the setting, with file and line where it stands in a file.</summary>
internal sealed class SettingReader(IConfiguration configuration, IConfigurationSection section)
{
    public IConfigurationSection Section => section;

    public string? this[string name] => section[name];

    public SettingReader Nested(string name) => new(configuration, section.GetSection(name));

    public void RefuseUnknown(IReadOnlyList<string> known)
    {
        foreach (var setting in section.GetChildren())
        {
            if (known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                continue;

            // A file holds no keys, so it is not told of that setting either.
            var (word, names) = Place(setting.Path) is null ? (setting.Key, known) : (EndpointsFileProvider.Lower(setting.Key), known.Except(["ApiKey"]).Select(EndpointsFileProvider.Lower));
            throw Wrong(setting.Key, $"is not a setting{Nearest.Hint(word, names)}: known are {string.Join(", ", names)}");
        }
    }

    public int Count(string name, int fallback, int most, int least = 1)
    {
        if (section[name] is not { } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(name, $"is {Shown.Word(text)}: use a whole number from {least} to {most}");
    }

    public int? OptionalCount(string name, int most, int least = 1) => section[name] is null ? null : Count(name, least, most, least);

    public TimeSpan Time(string name, TimeSpan fallback)
    {
        if (section[name] is not { } text)
            return fallback;
        return TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromDays(1)
            ? value
            : throw Wrong(name, $"is {Shown.Word(text)}: use hours:minutes:seconds, such as 00:01:40");
    }

    public bool? Flag(string name)
    {
        if (section[name] is not { } text)
            return null;
        return bool.TryParse(text, out var value) ? value : throw Wrong(name, $"is {Shown.Word(text)}: use true or false");
    }

    /// <summary>US dollars; null where the setting is absent.</summary>
    public decimal? Amount(string name, decimal most)
    {
        if (section[name] is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= most
            ? value
            : throw Wrong(name, $"is {Shown.Word(text)}: use US dollars from 0 to {most}, such as 25.00");
    }

    /// <summary>The error that says <paramref name="problem"/> of a setting, full stop excluded.</summary>
    public InputException Wrong(string name, string problem)
    {
        var path = ConfigurationPath.Combine(section.Path, name);
        return Place(path) is { } place
            ? InputException.At(place.File, place.Line, place.Key, $"{problem}.")
            : new InputException($"{path} {problem}.", file: null, line: null, path);
    }

    /// <summary>The last source that has the setting, or anything under it, has the say; only of a file are the lines known.</summary>
    private (string File, int Line, string Key)? Place(string path) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any()) is EndpointsFileProvider file
        && file.Find(path) is var (line, key)
            ? (file.File, line, key)
            : null;
}
