namespace EmergentMisalignment.Console;

/// <summary>Who may use the Console, and how much they may send.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>Where it listens when neither <c>ASPNETCORE_URLS</c> nor <c>ASPNETCORE_HTTP_PORTS</c> says otherwise: reachable from this machine alone.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8085";

    /// <summary>What callers send as <c>Authorization: Bearer</c>. Without one only this machine is served, and the Console does not start on any other address.</summary>
    public string? ApiKey { get; set; }

    /// <summary>A file that holds the key, such as a mounted secret; it wins over <see cref="ApiKey"/>.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>The longest specification of a sweep. It holds question texts, so some thousand questions come to a few megabytes.</summary>
    public long LargestSweepBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The largest dataset file. The published ones are below 10 MB; whoever uploads fills the disk of the artifacts.</summary>
    public long LargestArtifactBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>How often a sweep's progress is looked at for those who watch it: each watcher costs that many reads of the ledger.</summary>
    public TimeSpan ProgressEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest silence on a watched sweep's connection. Proxies cut connections that are silent for a minute.</summary>
    public TimeSpan ProgressAtLeastEvery { get; set; } = TimeSpan.FromSeconds(15);
}
