using System.Net;
using System.Threading.RateLimiting;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Console.Access;

/// <summary>How much anybody may ask: by who they are, and by their address where that is not known. A bucket holds a minute's worth.</summary>
internal sealed class RateLimits(IOptions<ConsoleOptions> console) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>The policy of tries to sign in, by address.</summary>
    public const string SignIn = "sign-in";

    public void Configure(RateLimiterOptions options)
    {
        var (requests, tries) = (console.Value.RequestsPerMinute, console.Value.SignInsPerMinute);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(WhoIs(context), requests));
        options.AddPolicy(SignIn, context => Bucket(Address(context), tries));
        options.OnRejected = (context, _) => throw new RefusedException(
            StatusCodes.Status429TooManyRequests, "That is more than this Console takes from one caller: wait, or have an operator raise Console:RequestsPerMinute or Console:SignInsPerMinute.")
        {
            RetryAfter = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : null,
        };
    }

    private static RateLimitPartition<string> Bucket(string caller, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(60.0 / Math.Min(60, perMinute)),
    });

    private static string WhoIs(HttpContext context) => context.User.Identity is { IsAuthenticated: true } ? $"who:{Identities.Name(context.User)}" : Address(context);

    private static string Address(HttpContext context) => $"from:{context.Connection.RemoteIpAddress ?? IPAddress.Loopback}";
}
