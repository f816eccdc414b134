namespace EmergentMisalignment.Ledger.Records;

/// <summary>How far a sweep is that stops when its samples say enough.</summary>
/// <param name="Rule">When that is, in words.</param>
/// <param name="Asked">Samples asked for so far.</param>
/// <param name="Ceiling">Samples it may come to.</param>
/// <param name="Enough">Arms (condition and variant on a base) that have what they need.</param>
/// <param name="Undecided">Arms that ended without it: they, or what they are compared with, have had all they may have.</param>
/// <param name="Arms">All arms.</param>
public sealed record SequentialProgress(string Rule, long Asked, long Ceiling, int Enough, int Undecided, int Arms)
{
    /// <summary>Share of the samples that are not asked for, 0 to 1; what may be saved, until all arms are at their end.</summary>
    public double Saved => Ceiling == 0 ? 0 : 1 - (double)Asked / Ceiling;

    public bool IsFinal => Enough + Undecided == Arms;
}
