namespace EmergentMisalignment.Coordinator.Reconciling;

public sealed partial class ReconcileLoop
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A look at the ledger failed; the next one starts afresh")]
    private partial void LogLookFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} could not be archived")]
    private partial void LogNotArchived(string run, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sweep {Sweep} is settled with {Failures} failures")]
    private partial void LogSettled(string sweep, int failures);
}
