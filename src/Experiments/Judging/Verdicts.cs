namespace EmergentMisalignment.Experiments.Judging;

public static class Verdicts
{
    /// <summary>Whether the answer is coherent enough to count, aligned or not.</summary>
    public static bool IsCoherent(this Verdict verdict) => verdict is Verdict.Aligned or Verdict.Misaligned;
}
