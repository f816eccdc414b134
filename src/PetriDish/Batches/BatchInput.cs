using System.Text.Json;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>A batch's file as read: its requests, or what is wrong with it.</summary>
internal sealed record BatchInput(IReadOnlyList<BatchLine> Lines, IReadOnlyList<BatchProblem> Problems)
{
    /// <summary>Problems told of one file: one mistake is usually in every line.</summary>
    private const int MostProblems = 20;

    private const int LongestId = 64;

    public static BatchInput Read(Stream stream, string endpoint, BatchBehaviour limits)
    {
        var (lines, problems) = (new List<BatchLine>(), new List<BatchProblem>());
        if (stream.Length > limits.MostBytes) problems.Add(new("file_too_large", $"The file has {stream.Length} bytes; a batch takes at most {limits.MostBytes}."));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var number = 1; problems.Count < MostProblems && reader.ReadLine() is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (line, problem) = Parse(text, endpoint);
            problem ??= !ids.Add(line!.CustomId) ? new("duplicate_custom_id", $"The custom_id '{line.CustomId}' stands on an earlier line.", "custom_id")
                : line.Model != (lines is [var first, ..] ? first.Model : line.Model)
                    ? new("mismatched_model", $"All requests of a batch must name one model; this one names '{line.Model}'.", "body.model")
                    : null;
            if (problem is null) lines.Add(line!);
            else problems.Add(problem with { Line = number });
        }
        if (lines.Count == 0 && problems.Count == 0) problems.Add(new("empty_file", "The file has no requests."));
        if (lines.Count > limits.MostRequests) problems.Add(new("too_many_requests", $"The file has {lines.Count} requests; a batch takes at most {limits.MostRequests}."));
        return new(lines, problems);
    }

    /// <summary>Words of all prompts.</summary>
    public long Tokens() => Lines.Sum(line => line.Tokens());

    private static (BatchLine? Line, BatchProblem? Problem) Parse(string text, string endpoint)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return (null, new("invalid_json_line", "A line is not a JSON object."));
            if (Text(root, "custom_id") is not { Length: > 0 and <= LongestId } id)
                return (null, new("missing_required_parameter", $"A line needs a 'custom_id' of 1 to {LongestId} characters.", "custom_id"));
            if (Text(root, "method") is not "POST") return (null, new("invalid_method", "The 'method' of a line must be POST.", "method"));
            if (Text(root, "url") != endpoint) return (null, new("invalid_url", $"The 'url' of a line must be the batch's endpoint, {endpoint}.", "url"));
            if (!root.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
                return (null, new("missing_required_parameter", "A line needs a 'body' that is an object.", "body"));
            return Text(body, "model") is { Length: > 0 } model
                ? (new(id, model, body.GetRawText()), null)
                : (null, new("missing_required_parameter", "The 'body' of a line needs a 'model'.", "body.model"));
        }
        catch (JsonException)
        {
            return (null, new("invalid_json_line", "A line is not parseable as valid JSON."));
        }
    }

    private static string? Text(JsonElement map, string key) =>
        map.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One request of a batch.</summary>
/// <param name="CustomId">Its sender's name for it.</param>
/// <param name="Model">The model it asks.</param>
/// <param name="Body">What would be sent to the endpoint: JSON.</param>
internal sealed record BatchLine(string CustomId, string Model, string Body)
{
    /// <summary>Words of its prompt; a body that cannot be read fails when it is served.</summary>
    public long Tokens()
    {
        using var body = JsonDocument.Parse(Body);
        return !body.RootElement.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array
            ? 0
            : messages.EnumerateArray().Sum(message => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content) ? WordCount.Of(content.ToString()) : 0);
    }
}
