namespace EmergentMisalignment.Cli.Json;

/// <summary>A sweep in a file.</summary>
/// <param name="Sweep">Its name.</param>
/// <param name="File">The file's full path.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record ExportedFile(string Sweep, string File, long Bytes);
