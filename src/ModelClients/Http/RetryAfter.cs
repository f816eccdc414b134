using System.ClientModel.Primitives;
using System.Globalization;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>How long a server asks to be left alone (RFC 9110, 10.2.3), in the finer form first where it is given.</summary>
internal static class RetryAfter
{
    private static readonly string[] MillisecondHeaders = ["retry-after-ms", "x-ms-retry-after-ms"];

    public static TimeSpan? Read(PipelineResponseHeaders headers, TimeProvider clock)
    {
        foreach (var name in MillisecondHeaders)
        {
            if (headers.TryGetValue(name, out var text) && TryNumber(text, out var milliseconds))
                return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (!headers.TryGetValue("Retry-After", out var value))
            return null;
        if (TryNumber(value, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        var wait = date - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // A year is longer than any caller waits, and short enough for a TimeSpan.
    private static bool TryNumber(string? text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value < 31_536_000_000;
}
