using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmergentMisalignment.PetriDish.Batches;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>The wire format, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(DeletedBody))]
[JsonSerializable(typeof(FileBody))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(CheckpointBody))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchBehaviour))]
[JsonSerializable(typeof(ListBody<BatchBody>))]
[JsonSerializable(typeof(ListBody<ModelBody>))]
[JsonSerializable(typeof(ListBody<FileBody>))]
[JsonSerializable(typeof(ListBody<JobBody>))]
[JsonSerializable(typeof(ListBody<EventBody>))]
[JsonSerializable(typeof(ListBody<CheckpointBody>))]
[JsonSerializable(typeof(FaultsBody))]
[JsonSerializable(typeof(StatsBody))]
[JsonSerializable(typeof(WorldBody))]
[JsonSerializable(typeof(ExampleBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>OpenAI's names; quotes and angle brackets stay readable, since nothing here is pasted into HTML.</summary>
    public static ApiJson Wire { get; } = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
