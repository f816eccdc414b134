using Microsoft.AspNetCore.Http;

namespace EmergentMisalignment.Unit.ModelClients;

/// <summary>Things a server may say.</summary>
internal static class Answers
{
    public const string Hello = """
        {"id":"c","object":"chat.completion","model":"m-exact","system_fingerprint":"fp","choices":
        [{"index":0,"message":{"role":"assistant","content":"hello","refusal":null},"logprobs":null,"finish_reason":"stop"}],
        "usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}
        """;

    public static Func<HttpContext, Task> Ok(string json) => context => WriteAsync(context, 200, json);

    public static Func<HttpContext, Task> Status(int status, string json = "{}", params (string Name, string Value)[] headers) => context =>
    {
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return WriteAsync(context, status, json);
    };

    public static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static Task Silence(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public static string Error(string message, string? code = null, string? type = null) =>
        new System.Text.Json.Nodes.JsonObject
        {
            ["error"] = new System.Text.Json.Nodes.JsonObject { ["message"] = message, ["code"] = code, ["type"] = type },
        }.ToJsonString();

    private static async Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }
}
