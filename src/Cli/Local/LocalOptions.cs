namespace EmergentMisalignment.Cli.Local;

/// <summary>How a sweep is hosted in this process.</summary>
/// <param name="Data">Ledger, artifacts, the miniature's files.</param>
/// <param name="Verbose">Whether the services' logs go to standard error.</param>
internal sealed record LocalOptions(DirectoryInfo Data, bool Verbose)
{
    /// <summary>The file of endpoints; null where none is named, and none found.</summary>
    public string? Endpoints { get; init; }

    /// <summary>Where the Console listens; null for none.</summary>
    public string? ConsoleUrl { get; init; }

    public string Ledger => Path.Combine(Data.FullName, "ledger");

    public string Artifacts => Path.Combine(Data.FullName, "artifacts");

    public string Petri => Path.Combine(Data.FullName, "petri");
}
