using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A host that only notes that it was told to stop.</summary>
internal sealed class JobHost : IHostApplicationLifetime, IDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _never = new();

    public Task Stopped => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public CancellationToken ApplicationStarted => _never.Token;

    public CancellationToken ApplicationStopping => _never.Token;

    public CancellationToken ApplicationStopped => _never.Token;

    public void StopApplication() => _stopped.TrySetResult();

    public void Dispose() => _never.Dispose();
}
