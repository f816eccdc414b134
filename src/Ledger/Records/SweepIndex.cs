namespace EmergentMisalignment.Ledger.Records;

/// <summary>The sweeps of a ledger. A name is in at most one of <see cref="Active"/>, <see cref="Paused"/> and <see cref="Cancelled"/>.</summary>
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

    /// <summary>Null for a sweep that was never submitted.</summary>
    public SweepState? StateOf(string sweep) => sweep switch
    {
        _ when Cancelled.Contains(sweep) => SweepState.Cancelled,
        _ when Paused.Contains(sweep) => SweepState.Paused,
        _ when Active.Contains(sweep) => SweepState.Active,
        _ when Known.Contains(sweep) => SweepState.Settled,
        _ => null,
    };

    /// <summary>The index with the sweep in this state, and in no other.</summary>
    public SweepIndex With(string sweep, SweepState state) => new(Known.Contains(sweep) ? Known : [.. Known, sweep], Listed(Active, sweep, state == SweepState.Active))
    {
        Paused = Listed(Paused, sweep, state == SweepState.Paused),
        Cancelled = Listed(Cancelled, sweep, state == SweepState.Cancelled),
    };

    private static IReadOnlyList<string> Listed(IReadOnlyList<string> names, string sweep, bool isIn) =>
        names.Contains(sweep) == isIn ? names : isIn ? [.. names, sweep] : [.. names.Where(name => name != sweep)];
}
