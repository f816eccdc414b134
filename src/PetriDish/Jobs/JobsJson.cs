using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>How jobs, events and files stand on disk.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FineTuneJob))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(ModelIdentity))]
internal sealed partial class JobsJson : JsonSerializerContext;
