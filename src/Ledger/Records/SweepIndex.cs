namespace EmergentMisalignment.Ledger.Records;

/// <summary>The sweeps of a ledger.</summary>
/// <param name="Known">Every sweep that was ever submitted, in that order.</param>
/// <param name="Active">Those that the Coordinator still looks after.</param>
public sealed record SweepIndex(IReadOnlyList<string> Known, IReadOnlyList<string> Active)
{
    public const string Key = "sweeps";

    public static SweepIndex Empty { get; } = new([], []);

    /// <summary>Put aside by a person, to go on when they say so; absent from ledgers of earlier versions.</summary>
    public IReadOnlyList<string> Paused { get => field ?? []; init; }

    /// <summary>Given up by a person, until submitted anew; absent from ledgers of earlier versions.</summary>
    public IReadOnlyList<string> Cancelled { get => field ?? []; init; }

    /// <summary>Whether what is queued for the sweep is not to be worked on.</summary>
    public bool IsHeld(string sweep) => Paused.Contains(sweep) || Cancelled.Contains(sweep);
}
