namespace EmergentMisalignment.Cli.Json;

/// <summary>A sweep that was brought into a ledger.</summary>
/// <param name="Sweep">Its name.</param>
/// <param name="Digest">The bundle's digest.</param>
internal sealed record ImportedBundle(string Sweep, string Digest);
