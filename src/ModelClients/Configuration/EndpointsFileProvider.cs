using System.Text;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Yaml;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>
/// The endpoints of a YAML file: a map of names, each with its settings in lower case with underscores. It remembers their lines, so that whoever finds one
/// wrong can say where it stands.
/// </summary>
internal sealed class EndpointsFileProvider(string file) : ConfigurationProvider
{
    private readonly Dictionary<string, YamlSetting> _places = new(StringComparer.OrdinalIgnoreCase);

    public string File => file;

    public override void Load()
    {
        foreach (var setting in YamlSettings.Read(file, Text()))
        {
            if (setting.Keys.Count == 1)
                throw Wrong(setting, "must be a map of an endpoint's settings, such as { kind: openai }.");
            if (setting.Keys[0].Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) || setting.Keys[0].Contains("__", StringComparison.Ordinal))
                throw Wrong(setting, "is no name for an endpoint: leave out ':' and '__', which separate names in configuration.");
            if (Pascal(setting.Keys[1]).Equals("ApiKey", StringComparison.OrdinalIgnoreCase))
                throw Wrong(setting, $"holds a key, and this file is easily committed or shared: {ApiKeyReader.Advice(setting.Keys[0])} (here api_key_file), and change the key if others have seen it.");
            if (setting.Keys.Skip(1).FirstOrDefault(key => key.Any(letter => letter is not ('_' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))) is { } odd)
                throw Wrong(setting, $"is not a setting: settings are in lower case with underscores, so perhaps {Lower(odd)}.");

            var path = ConfigurationPath.Combine([EndpointReader.Section, setting.Keys[0], .. setting.Keys.Skip(1).Select(Pascal)]);
            _places[path] = setting;
            Data[path] = setting.Keys[^1] == "api_key_file" ? Path.GetFullPath(setting.Value, Path.GetDirectoryName(Path.GetFullPath(file))!) : setting.Value;
        }
    }

    /// <summary>Where a setting stands in the file and how it is called there; null for one that it does not have.</summary>
    public (int Line, string Key)? Find(string path) => _places.TryGetValue(path, out var setting) ? (setting.Line, KeyOf(setting)) : null;

    /// <summary>How a file calls what configuration calls <paramref name="setting"/>: <c>max_retry_after</c> for <c>MaxRetryAfter</c>.</summary>
    public static string Lower(string setting)
    {
        var name = new StringBuilder();
        foreach (var letter in setting)
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0 && name[^1] != '_')
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter is '-' ? '_' : letter));
        }

        return name.ToString();
    }

    private static string Pascal(string key) => string.Concat(key.Split('_').Select(word => word.Length == 0 ? "" : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    private static string KeyOf(YamlSetting setting) => string.Join('.', setting.Keys);

    private string Text()
    {
        try
        {
            return System.IO.File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(file, null, null, $"cannot be read ({exception.GetType().Name}): name a file of endpoints with --endpoints or EndpointsFile, or leave that out.", exception);
        }
    }

    private InputException Wrong(YamlSetting setting, string problem) => InputException.At(file, setting.Line, KeyOf(setting), problem);
}
