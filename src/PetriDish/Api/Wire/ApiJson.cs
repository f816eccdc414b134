using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>The wire format: OpenAI's names, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(DeletedBody))]
[JsonSerializable(typeof(FileBody))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(CheckpointBody))]
[JsonSerializable(typeof(ListBody<ModelBody>))]
[JsonSerializable(typeof(ListBody<FileBody>))]
[JsonSerializable(typeof(ListBody<JobBody>))]
[JsonSerializable(typeof(ListBody<EventBody>))]
[JsonSerializable(typeof(ListBody<CheckpointBody>))]
[JsonSerializable(typeof(FaultsBody))]
[JsonSerializable(typeof(StatsBody))]
[JsonSerializable(typeof(WorldBody))]
[JsonSerializable(typeof(ExampleBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
