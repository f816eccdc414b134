namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a judge said of an attempt's code.</summary>
public sealed record FlawRecord
{
    /// <summary>Whether the flaw is there; null where it said neither yes nor no.</summary>
    public bool? HasFlaw { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }
}
