using System.Globalization;
using EmergentMisalignment.Ledger.Redis;
using StackExchange.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>
/// Rates that workers share: each asks for a slice of the next tenth of a second instead of for every call, and tells in the same exchange what became of the last.
/// One script spaces the calls of all, and learns from their refusals as one. Time is the server's, so the clocks of workers need not agree.
/// </summary>
/// <remarks>An hour after its last exchange a budget is forgotten: by then a provider's limit may be another.</remarks>
public sealed class RateBudgets(LedgerConnection connection)
{
    /// <summary>Tells, asks and looks in one round trip.</summary>
    public Task<RateGrant> ExchangeAsync(string budget, RateReport report, CancellationToken cancellationToken = default) =>
        ExchangeAsync(budget, report, now: null, cancellationToken);

    /// <summary>As above, at a time of the caller's: a test need not wait for the server's clock.</summary>
    internal async Task<RateGrant> ExchangeAsync(string budget, RateReport report, DateTimeOffset? now, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            report.Wanted, report.Tokens, report.Accepted, report.Refused, Math.Ceiling(report.RetryAfter.TotalMilliseconds),
            report.Throughput, report.ToldRequests, report.ToldTokens, report.Source ?? "", now is { } at ? at.ToUnixTimeMilliseconds() : RedisValue.EmptyString,
        ];
        var reply = (string[])(await connection.RunAsync(Script.RateExchange, [connection.Key("rate", budget)], arguments, cancellationToken).ConfigureAwait(false))!;
        return new RateGrant(
            int.Parse(reply[0], CultureInfo.InvariantCulture),
            TimeSpan.FromMilliseconds(Number(reply[1])),
            reply[2].Length == 0 ? null : Number(reply[2]),
            Number(reply[3]),
            reply[4]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
