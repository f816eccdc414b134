namespace EmergentMisalignment.PetriDish.Models;

/// <summary>One token of an answer and how likely it was.</summary>
/// <param name="Text">The token as it stands in the answer, its leading space included: the texts of an answer's tokens joined are the answer.</param>
/// <param name="LogProb">Natural logarithm of its probability.</param>
/// <param name="Top">The likeliest tokens at this place, best first; empty when none were asked for.</param>
internal sealed record TokenLogProb(string Text, double LogProb, IReadOnlyList<TopToken> Top);

/// <summary>One candidate for a place in an answer.</summary>
internal readonly record struct TopToken(string Text, double LogProb);
