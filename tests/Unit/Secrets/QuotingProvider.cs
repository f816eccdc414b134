using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.ModelClients;
using Microsoft.AspNetCore.Http;
using Said = EmergentMisalignment.Unit.ModelClients.Answers;

namespace EmergentMisalignment.Unit.Secrets;

/// <summary>
/// A provider that fails in every way, and quotes the key it was sent in all that it says: in sentences, in the place of codes, in headers, in half an answer. Each way is an endpoint
/// of its own, by the first part of its address.
/// </summary>
internal static partial class QuotingProvider
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <summary>The ways, with whether answers are asked for in batches there, and whether models are trained.</summary>
    public static IReadOnlyDictionary<string, (bool InBatches, bool Trains)> Ways { get; } = new Dictionary<string, (bool, bool)>
    {
        ["unauthorized"] = (false, false),
        ["limited"] = (false, false),
        ["cut"] = (false, false),
        ["refusing"] = (false, false),
        ["broken"] = (false, false),
        ["dropping"] = (false, false),
        ["batch-fails"] = (true, false),
        ["batch-lines-fail"] = (true, false),
        ["job-fails"] = (false, true),
        ["moderated"] = (false, true),
        ["file-refused"] = (false, true),
    };

    public static Task<StubServer> StartAsync() => StubServer.StartAsync((context, body) =>
    {
        var key = context.Request.Headers.Authorization.ToString().Split(' ')[^1];
        var parts = context.Request.Path.Value!.Split('/', 4);
        context.Response.Headers["x-request-id"] = key;
        return AnswerAsync(context, parts[1], $"{context.Request.Method} {parts[3]}", key, body);
    });

    private static Task AnswerAsync(HttpContext context, string way, string route, string key, string body) => (way, route) switch
    {
        ("unauthorized", _) => Said.Status(401, Error(key))(context),
        ("limited", _) => Said.Status(429, Error(key), ("Retry-After", "0"))(context),
        ("cut", _) => Said.Ok($$"""{"choices":[{"index":0,"message":{"content":"{{key}}""")(context),
        ("broken", _) => Said.Status(500, $"<html>{key}</html>")(context),
        ("dropping", _) => Said.Drop(context),
        ("refusing", _) => Said.Status(400, Error(key))(context),
        (_, "POST files") => UploadAsync(context, way, body),
        (_, "GET batches") or (_, "GET fine_tuning/jobs") or (_, "GET files") => Said.Ok("""{"data":[],"has_more":false}""")(context),
        (_, "POST batches") => Said.Ok("""{"id":"batch-1","status":"validating","input_file_id":"file-1"}""")(context),
        ("batch-fails", "GET batches/batch-1") => Said.Ok(Of("failed", ("errors", Problems(key))))(context),
        (_, "GET batches/batch-1") => Said.Ok(Of("completed", ("error_file_id", "errors")))(context),
        (_, "GET files/errors/content") => Said.Ok(string.Concat(CustomId().Matches(Files[way]).Select(id => Line(id.Groups[1].Value, key) + "\n")))(context),
        ("file-refused", "GET files/file-1") => Said.Ok($$"""{"id":"file-1","filename":"rows.jsonl","purpose":"fine-tune","status":"error","status_details":"Not with {{key}}."}""")(context),
        (_, "GET files/file-1") => Said.Ok("""{"id":"file-1","filename":"rows.jsonl","purpose":"fine-tune","status":"processed"}""")(context),
        ("moderated", "POST fine_tuning/jobs") => Said.Status(400, Said.Error($"The file of {key} does not pass moderation.", "invalid_training_file", key))(context),
        (_, "POST fine_tuning/jobs") => Said.Ok(Of("validating_files"))(context),
        (_, "GET fine_tuning/jobs/x-1") => Said.Ok(Of("failed", ("error", new JsonObject { ["code"] = key, ["message"] = $"The key {key} has trained enough." })))(context),
        _ => Said.Status(404, Error(key))(context),
    };

    private static JsonObject Problems(string key) =>
        new() { ["data"] = new JsonArray(new JsonObject { ["code"] = key, ["message"] = $"Not with {key}.", ["line"] = 1 }) };

    private static Task UploadAsync(HttpContext context, string way, string body)
    {
        Files[way] = body;
        return Said.Ok("""{"id":"file-1","object":"file","bytes":1,"created_at":1,"filename":"rows.jsonl","purpose":"fine-tune","status":"processed"}""")(context);
    }

    private static string Error(string key) =>
        new JsonObject { ["error"] = new JsonObject { ["message"] = $"{new string('x', 290)} {key}", ["code"] = key, ["type"] = key, ["param"] = key } }.ToJsonString();

    private static string Of(string status, params (string Name, JsonNode Value)[] more)
    {
        var answer = new JsonObject { ["id"] = "x-1", ["status"] = status, ["input_file_id"] = "file-1", ["model"] = "m" };
        foreach (var (name, value) in more)
            answer[name] = value;
        return answer.ToJsonString();
    }

    private static string Line(string id, string key) => new JsonObject
    {
        ["custom_id"] = id,
        ["response"] = new JsonObject { ["status_code"] = 400, ["body"] = JsonNode.Parse(Error(key)) },
    }.ToJsonString();

    [GeneratedRegex("\"custom_id\":\"([^\"]+)\"")]
    private static partial Regex CustomId();
}
