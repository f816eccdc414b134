namespace EmergentMisalignment.PetriDish.Batches;

internal sealed partial class BatchRunner
{
    [LoggerMessage(LogLevel.Information, "Batch {Batch} ended: {Status}")]
    private partial void LogEnded(string batch, BatchStatus status);

    [LoggerMessage(LogLevel.Error, "Batch {Batch} failed")]
    private partial void LogFailed(Exception error, string batch);
}
