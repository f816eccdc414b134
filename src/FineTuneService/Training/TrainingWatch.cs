using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Looks from time to time whether a training is still wanted, as long as it is not disposed. It needs no message, which could be lost, and finds what happened while nobody looked.</summary>
internal sealed class TrainingWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _wanted;
    private readonly Task _looking;

    private TrainingWatch(UnwantedJobs jobs, string model, TimeSpan every, TimeProvider time, CancellationToken cancellation)
    {
        _wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _looking = LookAsync(jobs, model, every, time);
    }

    /// <summary>Cancelled when no sweep wants the training any more, as well as when the caller is.</summary>
    public CancellationToken Wanted => _wanted.Token;

    /// <summary>Whether that is why it was cancelled.</summary>
    public bool IsUnwanted { get; private set; }

    public static TrainingWatch Keep(UnwantedJobs jobs, string model, TimeSpan every, TimeProvider time, CancellationToken cancellation) => new(jobs, model, every, time, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _wanted.CancelAsync();
        await _looking;
        _wanted.Dispose();
    }

    private async Task LookAsync(UnwantedJobs jobs, string model, TimeSpan every, TimeProvider time)
    {
        while (!Wanted.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(every, time, Wanted);
                IsUnwanted = await jobs.ContainsAsync(model, Wanted);
            }
            catch (Exception exception) when (exception is OperationCanceledException or LedgerException)
            {
                // The training is over, or the ledger is away: then it goes on until the ledger says otherwise.
            }

            if (IsUnwanted)
                await _wanted.CancelAsync();
        }
    }
}
