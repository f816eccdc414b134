using EmergentMisalignment.Console.Access.SignIn;

namespace EmergentMisalignment.Console;

/// <summary>Who may use the Console, and how much they may send.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>Where it listens when neither <c>ASPNETCORE_URLS</c> nor <c>ASPNETCORE_HTTP_PORTS</c> says otherwise: reachable from this machine alone.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8085";

    /// <summary>
    /// The first key, which callers send as <c>Authorization: Bearer</c>; it may do everything, and makes the other keys. Without it and without a provider only this
    /// machine is served, and the Console does not start on any other address.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>A file that holds the key, such as a mounted secret; it wins over <see cref="ApiKey"/>.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>Where people sign in with a browser, beside API keys.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; } = new();

    /// <summary>
    /// A folder for the keys that protect browsers' cookies, shared by all replicas of the Console. Without it they are kept where .NET keeps them for this user, and a container
    /// that restarts has everybody sign in again. Whoever can read the folder can sign in as anybody.
    /// </summary>
    public string? SessionKeyFolder { get; set; }

    /// <summary>What one caller may ask in a minute; as many at once. Generous for people and scripts, and an end to a loop that has gone wrong.</summary>
    public int RequestsPerMinute { get; set; } = 3000;

    /// <summary>Tries to sign in from one address in a minute. Keys that em makes cannot be guessed at any rate; a key somebody thought of may.</summary>
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>How many of the latest acts the audit log keeps in the ledger, about 250 bytes each; the Console's log has all of them.</summary>
    public int AuditEntries { get; set; } = 20_000;

    /// <summary>The longest specification of a sweep. It holds question texts, so some thousand questions come to a few megabytes.</summary>
    public long LargestSweepBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The largest dataset file. The published ones are below 10 MB; whoever uploads fills the disk of the artifacts.</summary>
    public long LargestArtifactBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>How often a sweep's progress is looked at for those who watch it, whether they are one or a hundred. Each of them is sent what is new: half the time is twice the work.</summary>
    public TimeSpan ProgressEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest silence on a watched sweep's connection. Proxies cut connections that are silent for a minute.</summary>
    public TimeSpan ProgressAtLeastEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long results that were computed stand while their sweep goes on. Computing them reads every answer, so a short time keeps the disk and a processor busy for as long
    /// as someone looks; a reader who wants the newest can always ask for it.
    /// </summary>
    public TimeSpan ResultsStand { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Sweeps whose results stay in memory, some hundred kilobytes each with their figures.</summary>
    public int ResultsKept { get; set; } = 16;

    /// <summary>Where traces are shown, such as <c>http://localhost:18888/traces/detail/{trace}</c>: the page of an answer links there. Null for no links.</summary>
    public string? TraceUrl { get; set; }
}
