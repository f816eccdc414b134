namespace EmergentMisalignment.Ledger;

/// <summary>The ledger cannot be used as asked: absent, refusing writes, or held by another process. The message is one sentence with the remedy.</summary>
public class LedgerException : Exception
{
    public LedgerException(string message) : base(message) { }

    public LedgerException(string message, Exception inner) : base(message, inner) { }
}
