using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>The money of one call: each attempt has its own reservation, since each may be billed.</summary>
/// <param name="books">Where it is booked.</param>
/// <param name="most">The most that an attempt can cost.</param>
/// <param name="lapsesAfter">After what time the attempt's process must have died.</param>
/// <param name="accounts">The accounts it belongs to.</param>
/// <param name="time">Waits while others' reservations are in the way.</param>
internal sealed class Purchase(Books books, Money most, TimeSpan lapsesAfter, IReadOnlyList<string> accounts, TimeProvider time) : IAttemptWitness
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Calls under way end within it, mostly; what waits for fine-tunes is put down meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string? _reservation;
    private bool _isUnderWay;

    /// <exception cref="BudgetSpentException">Too little is left, even if all calls under way cost nothing.</exception>
    /// <exception cref="BudgetCrowdedException">Too little is left while others' calls are under way, and they take their time.</exception>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        // Known before it is asked for: a reservation made and never heard of is ended like any other.
        _reservation = Guid.NewGuid().ToString("N");
        var started = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var reservation = await books.ReserveAsync(_reservation, most, lapsesAfter, accounts, cancellationToken);
            if (reservation.Outcome == ReservationOutcome.Refused)
                throw new BudgetSpentException(reservation.Account!, most);

            if (reservation.Outcome == ReservationOutcome.Granted)
                break;

            if (time.GetElapsedTime(started) >= Patience)
                throw new BudgetCrowdedException(reservation.Account!);

            // Whoever does not come back in time has died: then this is the call that finds the money spent.
            await books.LapseAsync(cancellationToken);
            await Task.Delay(wait, time, cancellationToken);
        }

        _isUnderWay = true;
    }

    public ValueTask FailedAsync(ModelCallException failure) => EndAsync(failure.MayHaveBeenBilled ? most : Money.Zero);

    /// <summary>The answer is there.</summary>
    public Task SettleAsync(Money cost)
    {
        var reservation = _reservation ?? throw new InvalidOperationException("The endpoint has answered without a word of its attempts, so nothing was set aside.");
        _reservation = null;
        return books.SettleAsync(reservation, cost, Money.Zero, CancellationToken.None);
    }

    /// <summary>There will be no answer. An attempt that was cut off may be billed.</summary>
    public ValueTask AbandonAsync() => EndAsync(_isUnderWay ? most : Money.Zero);

    private async ValueTask EndAsync(Money unsettled)
    {
        if (_reservation is not { } reservation)
            return;

        (_reservation, _isUnderWay) = (null, false);
        try
        {
            await books.SettleAsync(reservation, Money.Zero, unsettled, CancellationToken.None);
        }
        catch (LedgerException)
        {
            // It lapses by itself, and the call's own failure is what its caller must hear of.
        }
    }
}
