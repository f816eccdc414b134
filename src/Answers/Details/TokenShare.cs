namespace EmergentMisalignment.Answers.Details;

/// <summary>One of the likeliest first tokens.</summary>
/// <param name="Token">As the endpoint writes it.</param>
/// <param name="Probability">0 to 1; of a judge that was sampled, the share of its replies.</param>
public sealed record TokenShare(string Token, double Probability);
