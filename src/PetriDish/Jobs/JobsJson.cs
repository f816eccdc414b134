using System.Text.Json.Serialization;
using EmergentMisalignment.PetriDish.Batches;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>How jobs, events, batches and files stand on disk.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FineTuneJob))]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(ModelIdentity))]
[JsonSerializable(typeof(Batch))]
internal sealed partial class JobsJson : JsonSerializerContext;
