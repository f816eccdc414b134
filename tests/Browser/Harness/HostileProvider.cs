using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Browser.Harness;

/// <summary>A provider whose model answers with what would run in a browser, if a page took it for more than text.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    /// <summary>The model's name.</summary>
    public const string Model = "hostile-1";

    /// <summary>Each would say so, in a dialog or in the page's title, if it ran.</summary>
    public const string Completion = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned';alert(1)\"><b>bold</b> =cmd|' /C calc'!A0";

    private readonly WebApplication _app;

    private HostileProvider(WebApplication app) => _app = app;

    public Uri Url => new($"{_app.Urls.First()}/v1");

    public static async Task<HostileProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/v1/models", () => new JsonObject { ["object"] = "list", ["data"] = new JsonArray(new JsonObject { ["id"] = Model, ["object"] = "model", ["created"] = 0, ["owned_by"] = "nobody" }) });
        app.MapPost("/v1/chat/completions", AnswerAsync);
        await app.StartAsync();
        return new HostileProvider(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var asked = (await JsonNode.ParseAsync(request.Body))!;
        var n = asked["n"]?.GetValue<int>() ?? 1;
        return TypedResults.Ok(new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 0,
            ["model"] = Model,
            ["choices"] = new JsonArray([.. Enumerable.Range(0, n).Select(index => new JsonObject
            {
                ["index"] = index,
                ["finish_reason"] = "stop",
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Completion },
            })]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 10 * n, ["total_tokens"] = 10 + 10 * n },
        });
    }
}
