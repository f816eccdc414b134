using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Unit.ModelClients;

/// <summary>A real HTTP server on a free port of the loopback that answers what a test tells it to, and remembers what it was asked.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private int _count;
    private int _inFlight;
    private int _mostInFlight;

    private StubServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    public int MostInFlight => _mostInFlight;

    /// <summary>Told when a request arrives, before it is answered.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <param name="answer">Gets the request's number, from 0.</param>
    /// <param name="clock">Stamps the requests.</param>
    public static Task<StubServer> StartAsync(Func<HttpContext, int, Task> answer, TimeProvider? clock = null) =>
        StartAsync((context, number, _) => answer(context, number), clock);

    /// <summary>Answers from the request and its body.</summary>
    public static Task<StubServer> StartAsync(Func<HttpContext, string, Task> answer) => StartAsync((context, _, body) => answer(context, body), clock: null);

    private static async Task<StubServer> StartAsync(Func<HttpContext, int, string, Task> answer, TimeProvider? clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StubServer(app) { Clock = clock ?? TimeProvider.System };
        app.Run(context => server.AnswerAsync(context, answer));
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers one after the other, the last of them for ever.</summary>
    public static Task<StubServer> StartAsync(TimeProvider? clock, params Func<HttpContext, Task>[] answers) =>
        StartAsync((context, number) => answers[Math.Min(number, answers.Length - 1)](context), clock);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, int, string, Task> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new SeenRequest(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", headers, body, Clock.GetUtcNow()));
        var inFlight = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _mostInFlight, inFlight);
        try
        {
            await answer(context, Interlocked.Increment(ref _count) - 1, body);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
