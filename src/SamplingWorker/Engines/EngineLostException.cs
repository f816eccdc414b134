using EmergentMisalignment.Contracts;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>The engine is not there, or not as it was. Its shards are asked for again, here or beside another engine, and none of them has failed.</summary>
public sealed class EngineLostException(string message, Exception? inner = null) : Exception(message, inner), ITransientFailure
{
    public bool IsTransient => true;

    public TimeSpan? RetryAfter => null;
}
