using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Http;

internal sealed partial class CallPipeline
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Endpoint {Endpoint}: attempt {Attempt} failed ({Cause}); the next in {Delay}")]
    private partial void LogRetry(string endpoint, int attempt, ModelFailure cause, TimeSpan delay);
}
