namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>One sampled token.</summary>
/// <param name="Id">The token.</param>
/// <param name="LogProb">Its log-probability under the model itself: at temperature 1 and among all tokens, whatever it was sampled with.</param>
/// <param name="Top">The likeliest tokens at this place in the same sense, likeliest first; as many as were asked for.</param>
public sealed record SampledToken(int Id, double LogProb, IReadOnlyList<(int Id, double LogProb)> Top);
