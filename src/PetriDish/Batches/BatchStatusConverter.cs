using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>Writes statuses as <c>in_progress</c>, <c>cancelled</c> and so on.</summary>
internal sealed class BatchStatusConverter() : JsonStringEnumConverter<BatchStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
