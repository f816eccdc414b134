using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>Writes kinds as <c>rate_limit</c>, <c>missing_log_probs</c> and so on.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
