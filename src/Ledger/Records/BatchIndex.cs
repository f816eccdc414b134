namespace EmergentMisalignment.Ledger.Records;

/// <summary>The batches of a ledger that nobody has put away yet.</summary>
/// <param name="Open">Their names, the oldest first.</param>
public sealed record BatchIndex(IReadOnlyList<string> Open)
{
    public const string Key = "batches";

    public static BatchIndex Empty { get; } = new([]);
}
