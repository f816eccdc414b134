using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Where a fine-tuning job stands, with OpenAI's names.</summary>
[JsonConverter(typeof(JobStatusConverter))]
internal enum JobStatus
{
    ValidatingFiles,
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}
