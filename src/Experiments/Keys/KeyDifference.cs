namespace EmergentMisalignment.Experiments.Keys;

/// <summary>A setting in which two key documents differ.</summary>
/// <param name="Path">Where it stands: <c>training.rank</c>, <c>question.paraphrases[1]</c>.</param>
/// <param name="Before">Its value in canonical JSON, cut where it is long; null where it is not there.</param>
/// <param name="After">The same of the other document.</param>
public sealed record KeyDifference(string Path, string? Before, string? After)
{
    private const string Absent = "(none)";

    /// <summary><c>training.rank: 32 -> 16</c>.</summary>
    public override string ToString() => $"{Path}: {Before ?? Absent} -> {After ?? Absent}";
}
