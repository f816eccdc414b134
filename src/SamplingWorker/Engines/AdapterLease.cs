namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>A shard's hold on an adapter.</summary>
internal sealed class AdapterLease(Action release, Action drop) : IDisposable
{
    private bool _released;

    /// <summary>Says that the engine does not know the adapter: the next lease loads it anew.</summary>
    public void Deny() => drop();

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _released, true))
            release();
    }
}
