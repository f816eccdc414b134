using System.Globalization;
using EmergentMisalignment.Experiments;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>Reads and checks the section <c>Endpoints</c>: every mistake is one sentence that names its setting.</summary>
internal static class EndpointReader
{
    public const string Section = "Endpoints";

    private static readonly string[] Settings =
        ["Kind", "Url", "ApiKey", "ApiKeyFile", "MaxConcurrency", "Timeout", "MaxAttempts", "MaxRetryAfter", "MaxN"];

    public static IReadOnlyList<EndpointOptions> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(section => Read(configuration, section))];

    private static EndpointOptions Read(IConfiguration configuration, IConfigurationSection section)
    {
        foreach (var setting in section.GetChildren())
        {
            if (!Settings.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                throw Wrong(setting.Path, $"is not a setting: known are {string.Join(", ", Settings)}");
        }

        var kind = ReadKind(section);
        var url = ReadUrl(section, kind);
        var defaults = new EndpointOptions { Name = section.Key, Kind = kind, Url = url };
        var key = ApiKeyReader.Read(configuration, section);
        if (key is null && kind is EndpointKind.OpenAI)
            throw Wrong($"{section.Path}:ApiKey", "is missing: " + ApiKeyReader.Advice(section));
        if (key is not null && !url.IsLoopback && url.Scheme != Uri.UriSchemeHttps)
            throw Wrong($"{section.Path}:Url", $"would carry the key to {url.Host} in the clear: use https, or drop the key");

        return new EndpointOptions
        {
            Name = section.Key,
            Kind = kind,
            Url = url,
            ApiKey = key,
            MaxConcurrency = ReadCount(section, nameof(EndpointOptions.MaxConcurrency), defaults.MaxConcurrency, 100_000),
            Timeout = ReadTime(section, nameof(EndpointOptions.Timeout), defaults.Timeout),
            MaxAttempts = ReadCount(section, nameof(EndpointOptions.MaxAttempts), defaults.MaxAttempts, 100),
            MaxRetryAfter = ReadTime(section, nameof(EndpointOptions.MaxRetryAfter), defaults.MaxRetryAfter),
            MaxN = ReadCount(section, nameof(EndpointOptions.MaxN), defaults.MaxN, 128),
        };
    }

    private static EndpointKind ReadKind(IConfigurationSection section)
    {
        var text = section["Kind"] ?? throw Wrong($"{section.Path}:Kind", $"is missing: use {Kinds}");
        return Enum.TryParse<EndpointKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(text[0])
            ? kind
            : throw Wrong($"{section.Path}:Kind", $"is {text}, which is no kind of endpoint: use {Kinds}");
    }

    private static string Kinds => string.Join(", ", Enum.GetNames<EndpointKind>());

    private static Uri ReadUrl(IConfigurationSection section, EndpointKind kind)
    {
        var path = $"{section.Path}:Url";
        var text = section["Url"];
        if (string.IsNullOrWhiteSpace(text))
            return kind is EndpointKind.OpenAI ? new Uri("https://api.openai.com/v1") : throw Wrong(path, "is missing: give the server's address, such as http://127.0.0.1:8000/v1");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw Wrong(path, "is no http or https address");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0)
            throw Wrong(path, "holds a user name, a password or a query: keep secrets in ApiKey, and the address bare");
        return kind is not EndpointKind.Azure && url.AbsolutePath == "/" ? new Uri(url, "v1") : url;
    }

    private static int ReadCount(IConfigurationSection section, string name, int fallback, int most)
    {
        if (section[name] is not { } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most
            ? value
            : throw Wrong($"{section.Path}:{name}", $"is {text}: use a whole number from 1 to {most}");
    }

    private static TimeSpan ReadTime(IConfigurationSection section, string name, TimeSpan fallback)
    {
        if (section[name] is not { } text)
            return fallback;
        return TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromDays(1)
            ? value
            : throw Wrong($"{section.Path}:{name}", $"is {text}: use hours:minutes:seconds, such as 00:01:40");
    }

    private static InputException Wrong(string key, string problem) => new($"{key} {problem}.", file: null, line: null, key);
}
