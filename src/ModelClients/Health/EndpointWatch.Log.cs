using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Health;

internal sealed partial class EndpointWatch
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Endpoint {Endpoint}: its trouble could not be told; the next failure tells it again")]
    private partial void LogNotTold(string endpoint, Exception exception);
}
