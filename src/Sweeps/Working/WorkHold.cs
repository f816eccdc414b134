using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Working;

/// <summary>A claim to a piece of work, renewed until it is disposed. It runs out by itself when its process dies.</summary>
internal sealed class WorkHold : IAsyncDisposable
{
    private readonly DueTimes _dueTimes;
    private readonly string _name;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _renewing;

    private WorkHold(DueTimes dueTimes, string name, TimeSpan heldFor, TimeProvider time)
    {
        (_dueTimes, _name) = (dueTimes, name);
        _renewing = RenewAsync(heldFor, time);
    }

    /// <summary>Waits until nobody else has the work in hand: another's death frees it as well as its success, after which little is left to do.</summary>
    public static async Task<WorkHold> TakeAsync(DueTimes dueTimes, string name, TimeSpan heldFor, TimeProvider time, CancellationToken cancellation)
    {
        while ((await dueTimes.ClaimAsync(LedgerKeys.InHand, [name], heldFor, cancellation)).Count == 0)
            await Task.Delay(heldFor / 12, time, cancellation);

        return new WorkHold(dueTimes, name, heldFor, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _renewing;
        _over.Dispose();
        try
        {
            await _dueTimes.ClearAsync(LedgerKeys.InHand, [_name], CancellationToken.None);
        }
        catch (LedgerException)
        {
            // The claim runs out by itself, and the work's own outcome is what its caller must hear of.
        }
    }

    private async Task RenewAsync(TimeSpan heldFor, TimeProvider time)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                // Most work is over before that: no exception for each piece of it.
                await Task.Delay(heldFor / 3, time, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!_over.IsCancellationRequested)
                    await _dueTimes.PostponeAsync(LedgerKeys.InHand, [_name], heldFor, _over.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or LedgerException)
            {
                // Over, or the ledger is away: then the work cannot record anything either, and the next renewal tries again.
            }
        }
    }
}
