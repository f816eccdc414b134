namespace EmergentMisalignment.FineTuneService.Training;

internal sealed partial class TrainingSession
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} has a checkpoint at step {Step} of {TotalSteps}")]
    private partial void LogKept(string model, int step, int totalSteps);

    [LoggerMessage(Level = LogLevel.Information, Message = "The checkpoint of model {Model} at step {Step} is not kept: {Why}")]
    private partial void LogOvertaken(string model, int step, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} ran out of memory with {Rows} rows at once and goes on with {Fewer}")]
    private partial void LogSmaller(string model, int rows, int fewer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The trainer of model {Model} ended, {Exit}: {Error}")]
    private partial void LogEnded(string model, TrainerExit exit, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Model} cannot be trained: {Error}")]
    private partial void LogFailed(string model, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} is trained in {Steps} steps and kept as {Adapter}")]
    private partial void LogReady(string model, int steps, string adapter);
}
