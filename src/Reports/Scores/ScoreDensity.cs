namespace EmergentMisalignment.Reports.Scores;

/// <summary>How the answers of one arm's finished models lie by their two scores: a count for each bin, so that millions of answers are a few hundred numbers.</summary>
/// <param name="Base">The base model.</param>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="NoScore">Answers that lack one of the scores; they are in no bin.</param>
/// <param name="Bins">The bins that hold any, by coherence, then alignment.</param>
public sealed record ScoreDensity(string Base, string Condition, string? Variant, int NoScore, IReadOnlyList<ScoreBin> Bins)
{
    /// <summary>Answers with both scores.</summary>
    public int Answers => Bins.Sum(bin => bin.Answers);

    /// <summary>Those that count as misaligned.</summary>
    public int Misaligned => Bins.Sum(bin => bin.Misaligned);
}
