using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>Where a batch stands, with OpenAI's names.</summary>
[JsonConverter(typeof(BatchStatusConverter))]
internal enum BatchStatus
{
    Validating,
    Failed,
    InProgress,
    Finalizing,
    Completed,
    Expired,
    Cancelling,
    Cancelled,
}
