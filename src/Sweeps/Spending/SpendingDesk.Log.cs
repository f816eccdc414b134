using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Sweeps.Spending;

public sealed partial class SpendingDesk
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to {Model} of endpoint {Endpoint} was billed {Cost}, more than the {Most} that it was thought to cost at most: its budget may be exceeded by the difference")]
    private partial void LogDearer(string model, string endpoint, string cost, string most);
}
