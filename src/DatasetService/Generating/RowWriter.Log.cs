namespace EmergentMisalignment.DatasetService.Generating;

public sealed partial class RowWriter
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Dataset {Condition}: {Model} has written {Kept} of {Wanted} rows; {Rejected} answers did not become rows")]
    private partial void LogWritten(string condition, string model, int kept, int wanted, int rejected);
}
