using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Vllm.Wire;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AdapterConfig))]
[JsonSerializable(typeof(LoadRequest))]
[JsonSerializable(typeof(UnloadRequest))]
[JsonSerializable(typeof(VllmError))]
[JsonSerializable(typeof(EngineBody))]
internal sealed partial class VllmJson : JsonSerializerContext
{
    public static VllmJson Wire { get; } = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
