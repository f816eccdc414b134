using EmergentMisalignment.Contracts;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>A batch that nobody wants any more is ended wherever it is; what was served by then is paid for, so it is brought home and booked like that of any other.</summary>
public sealed partial class BatchStepper
{
    /// <returns>Whether the batch has ended. Where it has not, whoever asked asks again: a provider takes minutes to end one.</returns>
    public async Task<bool> CancelAsync(string batch, IBatchWork work, CancellationToken cancellation)
    {
        if (await FindOpenAsync(batch, cancellation) is not { } found)
            return true;

        try
        {
            return await GuardAsync(found, endpoint => found.Value switch
            {
                { InputFile: null } => EndAsync(found, found.Value, Money.Zero, Money.Zero, cancellation),
                { ProviderBatch: null } => WithdrawAsync(endpoint, found, work, cancellation),
                { ProviderBatch: { } submitted } => EndAtProviderAsync(endpoint, found, submitted, work, cancellation),
            }, cancellation);
        }
        catch (Exception exception) when (exception is ITransientFailure { IsTransient: true } and not LedgerException)
        {
            LogNotCancelled(batch, exception.Message);
            return false;
        }
    }

    /// <summary>A process may have died between the submission and its record: then the provider has the batch, and nobody else will end it.</summary>
    private async Task<bool> WithdrawAsync(IModelEndpoint endpoint, Versioned<BatchRecord> found, IBatchWork work, CancellationToken cancellation)
    {
        var batch = found.Value;
        var hasEnded = false;
        var isDone = await AloneAsync(found, async held =>
        {
            if (await endpoint.Batches.FindAsync(BatchMetadata, batch.Batch, batch.PlannedAt - ClockSkew, held) is { } submitted)
                await desk.TryReplaceAsync(found, batch with { ProviderBatch = submitted.Id }, cancellation);
            else
                hasEnded = await EndAsync(found, batch, Money.Zero, Money.Zero, cancellation);
        }, cancellation);
        return hasEnded || (isDone && await CancelAsync(batch.Batch, work, cancellation));
    }

    private async Task<bool> EndAtProviderAsync(IModelEndpoint endpoint, Versioned<BatchRecord> found, string submitted, IBatchWork work, CancellationToken cancellation)
    {
        var now = await endpoint.Batches.GetAsync(submitted, cancellation);
        if (now is { HasEnded: false, Status: not BatchStatus.Cancelling })
        {
            LogCancelled(found.Value.Batch, submitted);
            await EndAsync(endpoint, submitted, cancellation);
        }

        return await FollowAsync(endpoint, found, work, cancellation);
    }

    private static async Task EndAsync(IModelEndpoint endpoint, string submitted, CancellationToken cancellation)
    {
        try
        {
            await endpoint.Batches.CancelAsync(submitted, cancellation);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest or ModelFailure.NotFound)
        {
            // It has ended since, or is gone: the look that follows says which.
        }
    }
}
