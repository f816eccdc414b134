namespace EmergentMisalignment.Contracts;

/// <summary>An exception that knows whether waiting mends it: a provider that is busy, a ledger that restarts. Then nothing is wrong with the message, and it must not count as failed.</summary>
public interface ITransientFailure
{
    bool IsTransient { get; }

    /// <summary>How long whoever failed asked to be left alone; null when it did not say.</summary>
    TimeSpan? RetryAfter { get; }
}
