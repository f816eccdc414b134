namespace EmergentMisalignment.Unit.BadData;

/// <summary>What became of the inputs of a fuzz run.</summary>
/// <param name="Read">Inputs that were read.</param>
/// <param name="Refused">Those that were refused in one sentence.</param>
/// <param name="Slowest">The number of the one that took longest, and its time.</param>
/// <param name="Failure">The first input that ended in neither, with what happened; null where all did.</param>
internal sealed record FuzzTally(int Read, int Refused, (int Number, TimeSpan Time) Slowest, string? Failure)
{
    public int Inputs => Read + Refused;
}
