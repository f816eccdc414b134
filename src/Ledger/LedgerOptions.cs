namespace EmergentMisalignment.Ledger;

/// <summary>Where the ledger is and how long to wait for it.</summary>
public sealed class LedgerOptions
{
    /// <summary>StackExchange.Redis form, such as <c>host:6379,password=…</c>; from <c>ConnectionStrings:ledger</c> unless set in code.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Put before every key, so that several installations can share one server.</summary>
    public string Prefix { get; set; } = "em:";

    /// <summary>
    /// How long an operation may take in all, attempts and reconnecting included. Long enough to ride out a restart of the server;
    /// short enough that a worker notices a lost ledger within its message's lifetime.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long one attempt may wait for its answer. A server that reads its log back, or a script behind a long one, takes seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the first connection may take before the ledger counts as absent.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
