namespace EmergentMisalignment.SamplingWorker.Engines;

internal sealed partial class EngineWatch
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The engine at endpoint {Endpoint} is up and has answered; work is taken")]
    private partial void LogUp(string endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine at endpoint {Endpoint} takes no work: {Problem}")]
    private partial void LogAway(string endpoint, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The engine at endpoint {Endpoint} is lost: {Problem}; its shards are handed back")]
    private partial void LogLost(string endpoint, string problem);
}
