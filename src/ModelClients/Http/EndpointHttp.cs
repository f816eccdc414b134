using System.Net;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>The connections of one endpoint.</summary>
internal static class EndpointHttp
{
    // Retries, time limits and logging are this room's own, so the client has none.
    public static HttpClient CreateClient(EndpointOptions options) => new(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler CreateHandler(EndpointOptions options) => new()
    {
        MaxConnectionsPerServer = options.MaxConcurrency,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AutomaticDecompression = DecompressionMethods.All,
        // A redirected request would carry its key to an address nobody configured.
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy of the environment cannot reach this machine's loopback.
        UseProxy = !options.Url.IsLoopback,
    };
}
