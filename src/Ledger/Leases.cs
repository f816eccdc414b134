using EmergentMisalignment.Ledger.Redis;

namespace EmergentMisalignment.Ledger;

/// <summary>Leases with fencing tokens. Time is the server's, so the clocks of workers need not agree.</summary>
public sealed class Leases(LedgerConnection connection)
{
    /// <summary>Takes the lease, or returns null while another holds it. The same owner is no exception: after a crash it waits like everybody.</summary>
    public async Task<Lease?> TryTakeAsync(string name, string owner, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.FromMilliseconds(1));
        var token = (long)await connection.RunAsync(Script.LeasesTake, [Key(name)], [owner, (long)ttl.TotalMilliseconds], cancellationToken).ConfigureAwait(false);
        return token == 0 ? null : new Lease(name, owner, token);
    }

    /// <summary>Extends the lease to now + <paramref name="ttl"/>; false when it ran out or passed to another: stop working.</summary>
    public async Task<bool> RenewAsync(Lease lease, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.FromMilliseconds(1));
        return await MoveEndAsync(lease, (long)ttl.TotalMilliseconds, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the lease back; does nothing when it is no longer held.</summary>
    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken = default) => MoveEndAsync(lease, 0, cancellationToken);

    private async Task<bool> MoveEndAsync(Lease lease, long milliseconds, CancellationToken cancellationToken) =>
        (bool)await connection.RunAsync(Script.LeasesRenew, [Key(lease.Name)], [lease.Token, milliseconds], cancellationToken).ConfigureAwait(false);

    private StackExchange.Redis.RedisKey Key(string name) => connection.Key("lease", name);
}
