namespace EmergentMisalignment.Experiments.Plans;

/// <summary>One request for several answers.</summary>
/// <param name="Paraphrase">Which wording to send.</param>
/// <param name="Seed">The request's seed; the answer at position j has seed <paramref name="Seed"/> + j.</param>
/// <param name="Indices">The cell's sample indices the answers belong to, in order.</param>
public sealed record SampleCall(int Paraphrase, long Seed, IReadOnlyList<int> Indices);
