namespace EmergentMisalignment.PetriDish.Jobs;

internal sealed partial class JobRunner
{
    [LoggerMessage(LogLevel.Information, "Fine-tuning job {Job} ended: {Status}")]
    private partial void LogEnded(string job, JobStatus status);

    [LoggerMessage(LogLevel.Error, "Fine-tuning job {Job} failed")]
    private partial void LogFailed(Exception error, string job);
}
