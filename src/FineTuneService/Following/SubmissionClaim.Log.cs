namespace EmergentMisalignment.FineTuneService.Following;

public sealed partial class SubmissionClaim
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} is fine-tuned by job {Job}")]
    private partial void LogSubmitted(string model, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} had been submitted as job {Job} before a crash; following it instead of submitting again")]
    private partial void LogFoundAgain(string model, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} was trained by job {Job}, but the provider no longer has {ProviderModel}; it is trained anew")]
    private partial void LogModelGone(string model, string job, string providerModel);
}
