using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.ModelClients.Batches;

/// <summary>What came of one request of a batch: an answer, or why there is none.</summary>
/// <param name="CustomId">The request's name.</param>
/// <param name="Result">The answer.</param>
/// <param name="Failure">Why there is none; transient where asking again may bring one, as after an expiry.</param>
public sealed record BatchReply(string CustomId, ChatResult? Result, ModelCallException? Failure)
{
    /// <summary>The tokens that its line says it is billed for; null where it does not say.</summary>
    public TokenUsage? Usage { get; init; }
}
