using EmergentMisalignment.Experiments.Pricing;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>Reads and checks the section <c>Endpoints</c>: every mistake is one sentence that names its setting.</summary>
internal static class EndpointReader
{
    public const string Section = "Endpoints";

    // A setting of an endpoint stands here, in EndpointOptions, and in Read below.
    private static readonly string[] Settings =
    [
        "Kind", "Url", "ApiKey", "ApiKeyFile", "MaxConcurrency", "Timeout", "MaxAttempts", "MaxRetryAfter", "MaxN", "RequestsPerMinute", "TokensPerMinute", "Sidecar", "Capabilities",
        "Free", "Budget",
    ];

    private static readonly string[] CapabilitySettings = [.. typeof(EndpointCapabilities).GetProperties().Select(property => property.Name)];

    public static IReadOnlyList<EndpointOptions> Read(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(section => Read(configuration, new SettingReader(configuration, section)))];

    private static EndpointOptions Read(IConfiguration configuration, SettingReader settings)
    {
        settings.RefuseUnknown(Settings);
        var kind = ReadKind(settings);
        var url = ReadUrl(settings, kind);
        var name = settings.Section.Key;
        var defaults = new EndpointOptions { Name = name, Kind = kind, Url = url };
        var key = ApiKeyReader.Read(configuration, settings.Section);
        if (key is null && kind is EndpointKind.OpenAI)
            throw settings.Wrong("ApiKey", $"is missing: {ApiKeyReader.Advice(name)}");
        if (key is not null && !url.IsLoopback && url.Scheme != Uri.UriSchemeHttps)
            throw settings.Wrong("Url", $"would carry the key to {url.Host} in the clear: use https, or drop the key");

        return new EndpointOptions
        {
            Name = name,
            Kind = kind,
            Url = url,
            ApiKey = key,
            MaxConcurrency = settings.Count(nameof(EndpointOptions.MaxConcurrency), defaults.MaxConcurrency, 100_000),
            Timeout = settings.Time(nameof(EndpointOptions.Timeout), defaults.Timeout),
            MaxAttempts = settings.Count(nameof(EndpointOptions.MaxAttempts), defaults.MaxAttempts, 100),
            MaxRetryAfter = settings.Time(nameof(EndpointOptions.MaxRetryAfter), defaults.MaxRetryAfter),
            MaxN = settings.Count(nameof(EndpointOptions.MaxN), defaults.MaxN, 128),
            RequestsPerMinute = settings.OptionalCount(nameof(EndpointOptions.RequestsPerMinute), int.MaxValue),
            TokensPerMinute = settings.OptionalCount(nameof(EndpointOptions.TokensPerMinute), int.MaxValue),
            Sidecar = settings.Flag(nameof(EndpointOptions.Sidecar)) ?? false,
            Capabilities = ReadCapabilities(settings.Nested(nameof(EndpointOptions.Capabilities))).Or(EndpointCapabilities.Of(kind)),
            Free = settings.Flag(nameof(EndpointOptions.Free)) ?? false,
            Budget = settings.Amount(nameof(EndpointOptions.Budget), Money.Most),
        };
    }

    private static EndpointKind ReadKind(SettingReader settings)
    {
        var text = settings["Kind"] ?? throw settings.Wrong("Kind", $"is missing: use {Kinds}");
        return Enum.TryParse<EndpointKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(text[0])
            ? kind
            : throw settings.Wrong("Kind", $"is {text}, which is no kind of endpoint: use {Kinds}");
    }

    private static string Kinds => string.Join(", ", Enum.GetNames<EndpointKind>());

    private static Uri ReadUrl(SettingReader settings, EndpointKind kind)
    {
        var text = settings["Url"];
        if (string.IsNullOrWhiteSpace(text))
            return kind is EndpointKind.OpenAI ? new Uri("https://api.openai.com/v1") : throw settings.Wrong("Url", "is missing: give the server's address, such as http://127.0.0.1:8000/v1");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw settings.Wrong("Url", "is no http or https address");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0)
            throw settings.Wrong("Url", "holds a user name, a password or a query: keep secrets in ApiKey, and the address bare");
        return kind is not EndpointKind.Azure && url.AbsolutePath == "/" ? new Uri(url, "v1") : url;
    }

    private static EndpointCapabilities ReadCapabilities(SettingReader settings)
    {
        settings.RefuseUnknown(CapabilitySettings);
        return new EndpointCapabilities
        {
            LogProbs = settings.Flag(nameof(EndpointCapabilities.LogProbs)),
            TopLogProbs = settings.OptionalCount(nameof(EndpointCapabilities.TopLogProbs), 20),
            N = settings.Flag(nameof(EndpointCapabilities.N)),
            Seed = settings.Flag(nameof(EndpointCapabilities.Seed)),
            Batch = settings.Flag(nameof(EndpointCapabilities.Batch)),
            LoraLoading = settings.Flag(nameof(EndpointCapabilities.LoraLoading)),
            FineTuning = settings.Flag(nameof(EndpointCapabilities.FineTuning)),
        };
    }
}
