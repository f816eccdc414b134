namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>"Look again": any number of events between two looks are one.</summary>
public sealed class LookSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // A look is already due.
        }
    }

    /// <summary>Ends at the next event, or after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _raised.WaitAsync(atMost, cancellation);

    public void Dispose() => _raised.Dispose();
}
