namespace EmergentMisalignment.SamplingWorker.Engines;

internal sealed partial class AdapterDesk
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Adapter {Adapter} is loaded, in the place of {Victim}, after {Elapsed}")]
    private partial void LogLoaded(string adapter, string? victim, TimeSpan elapsed);
}
