using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Sweeps.Working;

/// <summary>A lease that is renewed until it is disposed, and then given back.</summary>
public sealed class HeldLease : IAsyncDisposable
{
    private readonly Leases _leases;
    private readonly Lease _lease;
    private readonly CancellationTokenSource _held;
    private readonly Task _renewing;

    private HeldLease(Leases leases, Lease lease, TimeSpan ttl, TimeProvider time, CancellationToken cancellation)
    {
        _leases = leases;
        _lease = lease;
        _held = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _renewing = RenewAsync(ttl, time);
    }

    /// <summary>Cancelled when the lease is lost, as well as when the caller is: the work under it must stop.</summary>
    public CancellationToken Held => _held.Token;

    public static HeldLease Keep(Leases leases, Lease lease, TimeSpan ttl, TimeProvider time, CancellationToken cancellation) =>
        new(leases, lease, ttl, time, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _held.CancelAsync();
        await _renewing;
        _held.Dispose();
        await _leases.ReleaseAsync(_lease, CancellationToken.None);
    }

    private async Task RenewAsync(TimeSpan ttl, TimeProvider time)
    {
        try
        {
            do
                await Task.Delay(ttl / 3, time, Held);
            while (await _leases.RenewAsync(_lease, ttl, Held));
        }
        catch (Exception exception) when (exception is OperationCanceledException or LedgerException)
        {
            // The work is over, or the ledger does not answer and the lease will run out: either way it is no longer held.
        }

        await _held.CancelAsync();
    }
}
