namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>What was sampled for a request.</summary>
/// <param name="Tokens">The completion, without the stop token.</param>
/// <param name="Stopped">A stop token ended it; otherwise its length or the model's context did.</param>
public sealed record SampledCompletion(IReadOnlyList<SampledToken> Tokens, bool Stopped);
