using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>What can be wrong with a provider.</summary>
[JsonConverter(typeof(FaultKindConverter))]
public enum FaultKind
{
    /// <summary>Answers late: <see cref="FaultRule.LatencyMs"/> plus up to <see cref="FaultRule.JitterMs"/>.</summary>
    Latency,

    /// <summary>Answers 429 with Retry-After beyond <see cref="FaultRule.RequestsPerSecond"/>, and tells its limits in x-ratelimit headers.</summary>
    RateLimit,

    /// <summary>Answers <see cref="FaultRule.Status"/>.</summary>
    Error,

    /// <summary>Closes the connection without an answer.</summary>
    Drop,

    /// <summary>Does the work, then sends the first half of the answer as if it were all.</summary>
    Truncate,

    /// <summary>Leaves the log-probabilities out of chat completions.</summary>
    MissingLogProbs,

    /// <summary>Never answers; keeps the connection open until the client gives up.</summary>
    Hang,
}
