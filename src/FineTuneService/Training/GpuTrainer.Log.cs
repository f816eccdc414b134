namespace EmergentMisalignment.FineTuneService.Training;

public sealed partial class GpuTrainer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The training of model {Model} is put down")]
    private partial void LogStopped(string model);

    [LoggerMessage(Level = LogLevel.Information, Message = "The training of model {Model} is put down: no sweep wants it any more")]
    private partial void LogUnwanted(string model);

    [LoggerMessage(Level = LogLevel.Error, Message = "The training of model {Model} broke off; the next look starts it again")]
    private partial void LogBroken(string model, Exception exception);
}
