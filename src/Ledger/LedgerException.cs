using EmergentMisalignment.Contracts;

namespace EmergentMisalignment.Ledger;

/// <summary>The ledger cannot be used as asked: absent, refusing writes, or held by another process. The message is one sentence with the remedy.</summary>
public class LedgerException : Exception, ITransientFailure
{
    public LedgerException(string message) : base(message) { }

    public LedgerException(string message, Exception inner) : base(message, inner) { }

    /// <summary>The server is away; it may come back, with all it has recorded.</summary>
    public bool IsTransient { get; init; }

    public TimeSpan? RetryAfter => null;
}
