namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>What shards and probes see of the engine: not yet looked at, up, or away.</summary>
public sealed class EngineGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<EngineLife?> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why the engine takes no work; null while it does.</summary>
    public string? Problem { get; private set; } = "the engine has not been looked at yet";

    /// <summary>Waits until it is known how the engine is.</summary>
    /// <exception cref="EngineLostException">It is away.</exception>
    public async Task<EngineLife> ReadyAsync(CancellationToken cancellation)
    {
        Task<EngineLife?> known;
        lock (_gate)
            known = _known.Task;

        return await known.WaitAsync(cancellation) ?? throw new EngineLostException(Problem ?? "the engine is away");
    }

    internal void Open(EngineLife life) => Set(life, problem: null);

    internal void Close(string problem) => Set(life: null, problem);

    private void Set(EngineLife? life, string? problem)
    {
        lock (_gate)
        {
            Problem = problem;
            if (!_known.TrySetResult(life))
            {
                _known = new TaskCompletionSource<EngineLife?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _known.SetResult(life);
            }
        }
    }
}
