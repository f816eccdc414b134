namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// One sequence to learn from. Token t is predicted from those before it, and counts in the loss only where <c>IsAnswer[t]</c>; the first token
/// is never predicted.
/// </summary>
/// <param name="Tokens">Token ids, at most one more than the model's context (the last is only predicted).</param>
/// <param name="IsAnswer">For each token, whether it is learned.</param>
public readonly record struct TrainingDocument(int[] Tokens, bool[] IsAnswer);
