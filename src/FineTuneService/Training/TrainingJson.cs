using System.Text.Json.Serialization;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>What goes to the trainer and what comes from it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainerSettings))]
[JsonSerializable(typeof(TrainerEvent))]
internal sealed partial class TrainingJson : JsonSerializerContext;
