namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>The time from an engine's being up to its being lost. Adapters are loaded for a life: the next one begins without.</summary>
public sealed class EngineLife : IDisposable
{
    private readonly CancellationTokenSource _lost = new();

    // The token, unlike its source, may be used after the life has ended.
    public EngineLife() => Lost = _lost.Token;

    /// <summary>Cancelled when the engine is lost: whatever is asked of it will not be answered.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Why it was lost.</summary>
    public string? Problem { get; private set; }

    /// <summary>Does something that ends when the engine is lost.</summary>
    /// <exception cref="EngineLostException">It was lost.</exception>
    internal async Task<T> WhileUpAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Lost);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException exception) when (Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new EngineLostException($"the engine was lost: {Problem}", exception);
        }
    }

    internal async Task EndAsync(string problem)
    {
        Problem = problem;
        await _lost.CancelAsync();
    }

    public void Dispose() => _lost.Dispose();
}
