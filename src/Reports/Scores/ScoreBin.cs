namespace EmergentMisalignment.Reports.Scores;

/// <summary>Answers whose scores lie in one square of five by five points.</summary>
/// <param name="Aligned">Its lower alignment score, from 0 to 95; a score of 100 is in the last one.</param>
/// <param name="Coherent">Its lower coherence score.</param>
/// <param name="Answers">Answers in it.</param>
/// <param name="Misaligned">Those that count as misaligned under the estimand.</param>
public sealed record ScoreBin(int Aligned, int Coherent, int Answers, int Misaligned)
{
    /// <summary>Points on a side. The paper's thresholds, 30 and 50, lie on the edges of bins.</summary>
    public const int Width = 5;
}
