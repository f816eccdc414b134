namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Some of a sweep's runs, in the order of its plan.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Next">Pass this as <c>skip</c> to get the next page; absent on the last.</param>
public sealed record RunPage(IReadOnlyList<RunView> Runs, int Total, int? Next);
