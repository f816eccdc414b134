using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Limits;

internal sealed partial class RateBudget
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Endpoint {Endpoint}, model {Model}: the shared budget could not be looked at; the next look follows")]
    private partial void LogNotLooked(string endpoint, string model, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Endpoint {Endpoint}, model {Model}: limited to {Requests:0.##} requests a second for all processes together, by its {Source}")]
    private partial void LogLimited(string endpoint, string model, double? requests, string source);
}
