using System.Globalization;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>What a <see cref="FaultKind.RateLimit"/> lets through, told in OpenAI's headers. As a request feature it lets the chat endpoint take the tokens too.</summary>
internal sealed class Ration(FaultRule rule, TimeProvider time)
{
    // OpenAI refuses bursts of requests within the minute, but a minute's tokens may come at once.
    private readonly TokenBucket? _requests = rule.RequestsPerSecond > 0 ? new(rule.RequestsPerSecond, 1, time) : null;
    private readonly TokenBucket? _tokens = rule.TokensPerMinute > 0 ? new(rule.TokensPerMinute / 60, 60, time) : null;

    /// <exception cref="RefusedException">There were too many.</exception>
    public void TakeRequest(HttpContext context) => Take(context, _requests, "requests", 1);

    /// <exception cref="RefusedException">There were too many.</exception>
    public void TakeTokens(HttpContext context, long tokens) => Take(context, _tokens, "tokens", tokens);

    private void Take(HttpContext context, TokenBucket? bucket, string what, double amount)
    {
        if (bucket is null) return;
        var granted = bucket.TryTake(amount, out var left, out var wait);
        var headers = context.Response.Headers;
        if (!rule.Untold)
        {
            headers[$"x-ratelimit-limit-{what}"] = bucket.Capacity.ToString(CultureInfo.InvariantCulture);
            headers[$"x-ratelimit-remaining-{what}"] = left.ToString(CultureInfo.InvariantCulture);
            headers[$"x-ratelimit-reset-{what}"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.TotalMilliseconds)}ms");
        }
        if (granted) return;
        headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (!rule.Untold) headers["retry-after-ms"] = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        throw new RefusedException(429, $"Rate limit reached for {what}; retry after the time in the Retry-After header.", null, "rate_limit_exceeded");
    }
}
