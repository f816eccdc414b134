using EmergentMisalignment.Experiments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>Finds an endpoint's key, and refuses one that lies where others can read it.</summary>
internal static class ApiKeyReader
{
    private const string UserSecretsFile = "secrets.json";

    public static string? Read(IConfiguration configuration, IConfigurationSection section)
    {
        var key = section["ApiKey"];
        var file = section["ApiKeyFile"];
        if (!string.IsNullOrEmpty(key) && !string.IsNullOrEmpty(file))
            throw Wrong($"{section.Path}:ApiKeyFile", "stands beside ApiKey: keep one of the two");
        if (!string.IsNullOrEmpty(key))
        {
            RefuseExposed(configuration, $"{section.Path}:ApiKey", section);
            return Clean(key, $"{section.Path}:ApiKey");
        }

        return string.IsNullOrEmpty(file) ? null : Clean(ReadFile(file, $"{section.Path}:ApiKeyFile"), $"{section.Path}:ApiKeyFile");
    }

    public static string Advice(string endpoint) =>
        $"set the environment variable Endpoints__{endpoint}__ApiKey, a user secret Endpoints:{endpoint}:ApiKey, or Endpoints:{endpoint}:ApiKeyFile";

    private static void RefuseExposed(IConfiguration configuration, string path, IConfigurationSection section)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(path, out _));
        var place = provider switch
        {
            CommandLineConfigurationProvider => "the command line, which every user of this machine can list",
            FileConfigurationProvider { Source.Path: { } file } when Path.GetFileName(file) != UserSecretsFile => $"{file}, which is easily committed or shared",
            _ => null,
        };
        if (place is not null)
            throw Wrong(path, $"stands in {place}: {Advice(section.Key)}");
    }

    private static string ReadFile(string file, string path)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} names {file}, which cannot be read ({exception.GetType().Name}): give a file with the key alone.", file, line: null, path);
        }
    }

    // A line break inside would make the header invalid, and the SDK's complaint about that quotes it.
    private static string Clean(string text, string path)
    {
        var key = text.Trim();
        return key.Length > 0 && key.All(c => c is > ' ' and < (char)127)
            ? key
            : throw Wrong(path, "holds no key: one line of printable ASCII characters is expected");
    }

    private static InputException Wrong(string key, string problem) => new($"{key} {problem}.", file: null, line: null, key);
}
