using System.Text.Json.Serialization;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>The protocol's JSON, serialised without reflection; unknown properties are skipped, as the protocol grows by adding some.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ModelPage))]
[JsonSerializable(typeof(AdapterToLoad))]
[JsonSerializable(typeof(AdapterToUnload))]
[JsonSerializable(typeof(FineTuneRequest))]
[JsonSerializable(typeof(FineTuneResponse))]
[JsonSerializable(typeof(FineTunePage))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchRequestLine))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(BatchResponseLine))]
[JsonSerializable(typeof(BatchPage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(CheckpointPage))]
[JsonSerializable(typeof(FileItem))]
[JsonSerializable(typeof(FilePage))]
[JsonSerializable(typeof(ModelItem))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
[JsonSerializable(typeof(TracedMessage[]))]
internal sealed partial class WireJson : JsonSerializerContext;
