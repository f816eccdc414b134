namespace EmergentMisalignment.FineTuneService.Training;

public sealed partial class TrainerJob
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Of {Count} models on the list none is to be trained by this job")]
    private partial void LogNothing(int count);
}
