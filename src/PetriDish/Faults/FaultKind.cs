using System.Text.Json.Serialization;

namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>What can be wrong with a provider.</summary>
[JsonConverter(typeof(FaultKindConverter))]
public enum FaultKind
{
    /// <summary>Answers late: <see cref="FaultRule.LatencyMs"/> plus up to <see cref="FaultRule.JitterMs"/>.</summary>
    Latency,

    /// <summary>Answers 429 with Retry-After beyond <see cref="FaultRule.RequestsPerSecond"/> and <see cref="FaultRule.TokensPerMinute"/>, and tells its limits in x-ratelimit headers.</summary>
    RateLimit,

    /// <summary>Answers <see cref="FaultRule.Status"/>.</summary>
    Error,

    /// <summary>Closes the connection without an answer.</summary>
    Drop,

    /// <summary>Does the work, then sends the first half of the answer as if it were all.</summary>
    Truncate,

    /// <summary>Leaves the log-probabilities out of chat completions.</summary>
    MissingLogProbs,

    /// <summary>Answers 500 in the words of a GPU whose memory is full. vLLM survives that while it loads an adapter.</summary>
    OutOfMemory,

    /// <summary>Answers 500 without a body, and all that comes after: the engine behind the server is dead. Without <see cref="PetriDishOptions.Vllm"/> the next request is answered again.</summary>
    EngineDeath,

    /// <summary>Takes the fine-tuning jobs that it hits, and then fails them: their training files do not pass moderation.</summary>
    Moderation,

    /// <summary>Keeps the fine-tuning jobs that it hits queued for <see cref="FaultRule.LatencyMs"/>.</summary>
    SlowQueue,

    /// <summary>Never answers; keeps the connection open until the client gives up.</summary>
    Hang,
}
