namespace EmergentMisalignment.Ledger.Records;

/// <summary>The sweeps that the Coordinator still looks after.</summary>
public sealed record SweepIndex(IReadOnlyList<string> Active)
{
    public const string Key = "sweeps:active";
}
