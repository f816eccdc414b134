namespace EmergentMisalignment.DatasetService.Preparing;

public sealed partial class DatasetPreparer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Dataset {Condition}: {Rows} rows, SHA-256 {Sha256}")]
    private partial void LogPrepared(string condition, int rows, string sha256);
}
