namespace EmergentMisalignment.Ledger.Records;

/// <summary>The sweeps of a ledger.</summary>
/// <param name="Known">Every sweep that was ever submitted, in that order.</param>
/// <param name="Active">Those that the Coordinator still looks after.</param>
public sealed record SweepIndex(IReadOnlyList<string> Known, IReadOnlyList<string> Active)
{
    public const string Key = "sweeps";

    public static SweepIndex Empty { get; } = new([], []);
}
