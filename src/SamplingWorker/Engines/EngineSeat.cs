using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>A shard's place at the engine, from its first call to its last.</summary>
public sealed class EngineSeat : IDisposable
{
    private readonly EngineLife _life;
    private readonly AdapterLease? _lease;
    private readonly CallLimit _calls;

    internal EngineSeat(EngineLife life, AdapterLease? lease, CallLimit calls) => (_life, _lease, _calls) = (life, lease, calls);

    /// <summary>Makes a call when the engine has room for it.</summary>
    /// <exception cref="EngineLostException">The engine was lost, or it no longer knows the adapter.</exception>
    public Task<ChatResult> CallAsync(Func<CancellationToken, Task<ChatResult>> call, CancellationToken cancellation) => _life.WhileUpAsync(
        async token =>
        {
            using var turn = await _calls.EnterAsync(token);
            try
            {
                return await call(token);
            }
            catch (ModelCallException exception) when (_lease is not null && exception.Failure is ModelFailure.NotFound)
            {
                _lease.Deny();
                throw new EngineLostException($"the engine has lost the shard's adapter: {exception.Message}", exception);
            }
        },
        cancellation);

    public void Dispose() => _lease?.Dispose();
}
