using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Http;

internal sealed partial class CallPipeline
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Endpoint {Endpoint}: attempt {Attempt} failed ({Cause}); the next in {Delay}")]
    private partial void LogRetry(string endpoint, int attempt, ModelFailure cause, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Endpoint {Endpoint} gives nothing but failures and is left alone for {Pause}; then one call tries it: {Cause}")]
    private partial void LogLeftAlone(string endpoint, TimeSpan pause, string? cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Endpoint {Endpoint} answers again")]
    private partial void LogBack(string endpoint);
}
