namespace EmergentMisalignment.Console.Audit;

internal sealed partial class AuditTrail
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Audit: {Who}: {Action} {On}: {Status}")]
    private partial void LogAct(string who, string action, string on, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger did not take the entry above into the audit log")]
    private partial void LogNotKept(Exception exception);
}
