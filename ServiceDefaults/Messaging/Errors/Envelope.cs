using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>What a body in MassTransit's envelope is about. A body that is none says nothing.</summary>
/// <param name="Type">Name of the message's type.</param>
/// <param name="Sweep">The sweep that asked.</param>
/// <param name="Work">The name of the shard, recipe or model.</param>
internal sealed record Envelope(string? Type, string? Sweep, string? Work)
{
    private static readonly Envelope Nothing = new(null, null, null);

    public static Envelope Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var type = TypeOf(document.RootElement);

            // The message of a fault is the fault; the message that failed is inside it.
            var message = Find(document.RootElement, "message");
            var subject = Find(message, "message") is { ValueKind: JsonValueKind.Object } failed ? failed : message;
            return new Envelope(type, Text(subject, "sweep"), WorkOf(subject));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text in it that is no text: it is listed by its headers and its first bytes.
            return Nothing;
        }
    }

    /// <summary><c>SampleShard</c> from <c>urn:message:Namespace:SampleShard</c>, and <c>Fault of SampleShard</c> from <c>urn:message:MassTransit:Fault[[Namespace:SampleShard]]</c>.</summary>
    private static string? TypeOf(JsonElement root)
    {
        if (Find(root, "messageType") is not { ValueKind: JsonValueKind.Array } types || types.GetArrayLength() == 0 || types[0].ValueKind != JsonValueKind.String)
            return null;

        var urn = types[0].GetString()!;
        var name = urn[(urn.LastIndexOf(':') + 1)..].TrimEnd(']');
        return urn.Contains("Fault[[", StringComparison.Ordinal) ? $"Fault of {name}" : name;
    }

    private static string? WorkOf(JsonElement message) =>
        (Text(message, "cell"), Text(message, "judgement"), Number(message, "start"), Number(message, "count")) is ({ } cell, { } judgement, { } start, { } count)
            ? ((IShard)new SampleShard("", cell, judgement, start, count)).Name
            : Text(message, "recipe") ?? Text(message, "model");

    private static JsonElement Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement parent, string name) => Find(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement parent, string name) => Find(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
}
