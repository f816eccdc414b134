using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>The answer to a pause, a resumption or a cancellation.</summary>
/// <param name="Name">The sweep.</param>
/// <param name="State">The state it is in now.</param>
/// <param name="Says">What that means.</param>
public sealed record ChangedSweep(string Name, SweepState State, string Says);
