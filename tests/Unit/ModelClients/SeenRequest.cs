using System.Text.Json.Nodes;

namespace EmergentMisalignment.Unit.ModelClients;

internal sealed record SeenRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body, DateTimeOffset At)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
