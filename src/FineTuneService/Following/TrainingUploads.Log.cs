namespace EmergentMisalignment.FineTuneService.Following;

public sealed partial class TrainingUploads
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Endpoint {Endpoint} no longer has the training file {File}; it is brought again")]
    private partial void LogGone(string endpoint, string file);
}
