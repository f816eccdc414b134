using EmergentMisalignment.Cli.Fetching;

namespace EmergentMisalignment.Cli.Json;

/// <summary>A published file, and what became of it.</summary>
internal sealed record FetchedFile(string Path, FetchOutcome Outcome);
