using System.ClientModel.Primitives;
using System.Globalization;

namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>A provider's limits as its answers or the configuration tell them.</summary>
/// <param name="RequestsPerSecond">0 where nobody tells.</param>
/// <param name="TokensPerSecond">0 where nobody tells.</param>
/// <param name="Source">Who does, in a word for people.</param>
public sealed record ToldLimits(double RequestsPerSecond, double TokensPerSecond, string Source)
{
    public const string Headers = "headers";
    public const string Configuration = "configuration";

    // The periods that providers count in.
    private static readonly double[] Periods = [1, 60, 3600, 86_400];

    /// <summary>What an endpoint's configuration says, or null.</summary>
    internal static ToldLimits? Of(EndpointOptions options) => (options.RequestsPerMinute, options.TokensPerMinute) is (null, null)
        ? null
        : new ToldLimits((options.RequestsPerMinute ?? 0) / 60.0, (options.TokensPerMinute ?? 0) / 60.0, Configuration);

    /// <summary>
    /// What the headers of an accepted call say, or null. They name a limit but not its period (OpenAI has limits by the minute and by the day); what is used of it
    /// grows back within the reset time, and that tells which. Without a reset time it is the minute.
    /// </summary>
    internal static ToldLimits? Read(PipelineResponseHeaders headers)
    {
        var requests = Rate(headers, "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests");
        var tokens = Rate(headers, "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens");
        return requests > 0 || tokens > 0 ? new ToldLimits(requests, tokens, Headers) : null;
    }

    /// <summary>Whether somebody who knows <paramref name="other"/> would learn something from this.</summary>
    internal bool Differs(ToldLimits? other) =>
        other is null || Differs(RequestsPerSecond, other.RequestsPerSecond) || Differs(TokensPerSecond, other.TokensPerSecond);

    private static bool Differs(double told, double known) => told > 0 && Math.Abs(told - known) > 0.03 * known;

    /// <summary>These, and the other's where these say nothing.</summary>
    internal ToldLimits Or(ToldLimits other) => this with
    {
        RequestsPerSecond = RequestsPerSecond > 0 ? RequestsPerSecond : other.RequestsPerSecond,
        TokensPerSecond = TokensPerSecond > 0 ? TokensPerSecond : other.TokensPerSecond,
    };

    private static double Rate(PipelineResponseHeaders headers, string limitHeader, string remainingHeader, string resetHeader)
    {
        if (!headers.TryGetValue(limitHeader, out var limitText) || !TryCount(limitText, out var limit) || !(limit > 0))
            return 0;
        if (!headers.TryGetValue(resetHeader, out var resetText))
            return limit / 60;
        if (!headers.TryGetValue(remainingHeader, out var remainingText) || !TryCount(remainingText, out var remaining)
            || ResetTime.Parse(resetText!) is not { } reset || !(remaining < limit) || reset == TimeSpan.Zero)
            return 0;
        var period = limit * reset.TotalSeconds / (limit - remaining);
        return limit / Periods.MinBy(known => Math.Abs(Math.Log(known / period)));
    }

    private static bool TryCount(string? text, out double count) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out count);
}
