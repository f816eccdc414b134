using EmergentMisalignment.Distributed.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Distributed.Secrets;

/// <summary>Takes traces, metrics and logs over OTLP and puts each body into a file as it came, uncompressed protobuf.</summary>
internal sealed class TelemetryFolder : IAsyncDisposable
{
    private readonly WebApplication _server;
    private int _bodies;

    private TelemetryFolder(WebApplication server, string folder)
    {
        _server = server;
        server.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            await using var file = File.Create(Path.Combine(folder, $"{signal}-{Interlocked.Increment(ref _bodies)}"));
            await request.Body.CopyToAsync(file);
        });
    }

    /// <summary>What makes a service send all that it measures, here and soon.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    public static async Task<TelemetryFolder> OpenAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var opened = new TelemetryFolder(server, folder);
        server.Urls.Add($"http://127.0.0.1:{FreePorts.Next()}");
        await server.StartAsync();
        return opened;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
