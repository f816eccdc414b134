using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Sweeps.Working;

public sealed partial class WorkDesk
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} of sweep {Sweep} rests for {Rest}: {Cause}")]
    private partial void LogResting(string work, string sweep, TimeSpan rest, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work} of sweep {Sweep} is dropped: {Cause}")]
    private partial void LogMoot(string work, string sweep, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work} of sweep {Sweep} is handed back: this process stops")]
    private partial void LogHandedBack(string work, string sweep);
}
