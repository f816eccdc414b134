using System.Text.Json.Serialization;

namespace EmergentMisalignment.Artifacts.Adapters;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AdapterManifest))]
internal sealed partial class AdapterJson : JsonSerializerContext;
