namespace EmergentMisalignment.Contracts.Sweeps;

/// <summary>Event: a sweep was submitted, paused, resumed or cancelled. Says no more than "look again".</summary>
/// <param name="Sweep">The sweep's name.</param>
public sealed record SweepChanged(string Sweep);
