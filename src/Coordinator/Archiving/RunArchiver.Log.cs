namespace EmergentMisalignment.Coordinator.Archiving;

public sealed partial class RunArchiver
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run}: {Rows} answers are in artifact {Artifact}")]
    private partial void LogArchived(string run, int rows, string artifact);
}
