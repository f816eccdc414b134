using System.Collections.Concurrent;

namespace EmergentMisalignment.Bench.Messages;

/// <summary>What has come through a bus.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _all = new();
    private int _missing;

    /// <summary>Body sizes by message, as MassTransit serialised them.</summary>
    public ConcurrentDictionary<string, long> Bytes { get; } = new(StringComparer.Ordinal);

    /// <summary>Ends when so many more have come.</summary>
    public Task ExpectAsync(int messages)
    {
        _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, messages);
        return _all.Task;
    }

    public void Count(string message, long bytes)
    {
        Bytes[message] = bytes;
        if (Interlocked.Decrement(ref _missing) == 0)
            _all.SetResult();
    }
}
