using MassTransit;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>The pool's queue at this worker: closed while its engine is away, so that the shards go to workers whose engines are there.</summary>
public sealed class Intake : IReceiveEndpointObserver, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IReceiveEndpoint? _endpoint;
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    /// <summary>Stops taking messages. Those in hand end first, and they end soon: the engine they need is lost.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        if (_isClosed || _endpoint is not { } endpoint)
            return;

        await endpoint.Stop(cancellation);
        _isClosed = true;
    }

    /// <summary>Takes messages again.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        using var turn = await TurnAsync(cancellation);
        if (!_isClosed || _endpoint is not { } endpoint)
            return;

        await endpoint.Start(cancellation).Ready.WaitAsync(cancellation);
        _isClosed = false;
    }

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready)
    {
        _endpoint = ready.ReceiveEndpoint;
        return Task.CompletedTask;
    }

    Task IReceiveEndpointObserver.Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();

    private async Task<Turn> TurnAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        return new Turn(_turn);
    }

    private readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
