namespace EmergentMisalignment.Experiments.Plans;

/// <summary>Which rows of a dataset stand before a question as examples.</summary>
/// <param name="Count">How many; fewer of one seed are the first of more.</param>
/// <param name="Seed">The run's seed: each run of a condition shows other rows, as each would be another fine-tune.</param>
public sealed record ShotDraw(int Count, int Seed);
