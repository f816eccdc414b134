using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Writes statuses as <c>validating_files</c>, <c>queued</c> and so on.</summary>
internal sealed class JobStatusConverter() : JsonStringEnumConverter<JobStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
