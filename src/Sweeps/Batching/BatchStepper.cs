using EmergentMisalignment.Contracts;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>
/// Takes a batch one step further from wherever its record says it is: upload, submission, looks, harvest. A step ends with its record written, so a crash
/// repeats one step: an upload and a look cost nothing, a submission is found again by the batch's name in the provider's metadata, and what is filed twice
/// counts once.
/// </summary>
public sealed partial class BatchStepper(
    BatchDesk desk, Leases leases, Failures failures, IModelEndpoints endpoints, SpendingDesk spending, IOptions<BatchOptions> options, TimeProvider time, ILogger<BatchStepper> logger)
{
    /// <summary>The metadata key that a provider's batch carries its name under.</summary>
    private const string BatchMetadata = "em_batch";

    /// <summary>How far a provider's clock may be behind this one's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    /// <summary>Renewed while a submission goes on, so it says how long others wait for a process that died.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    /// <returns>Whether the batch has ended, so that a look should follow.</returns>
    public async Task<bool> StepAsync(string batch, IBatchWork work, CancellationToken cancellation)
    {
        if (await FindOpenAsync(batch, cancellation) is not { } found)
            return true;

        return await GuardAsync(found, endpoint => found.Value switch
        {
            { InputFile: null } => UploadAsync(endpoint, found, work, cancellation),
            { ProviderBatch: null } => SubmitAloneAsync(endpoint, found, cancellation),
            _ => FollowAsync(endpoint, found, work, cancellation),
        }, cancellation);
    }

    private async Task<Versioned<BatchRecord>?> FindOpenAsync(string batch, CancellationToken cancellation)
    {
        if (await desk.FindAsync(batch, cancellation) is not { } found)
            return null;
        if (!found.Value.Ended)
            return found;

        // A process that stood still meanwhile may have set money aside after the end was booked: that is for nothing.
        await spending.SettleAsync(found.Value, Money.Zero, Money.Zero, cancellation);
        return null;
    }

    private async Task<bool> GuardAsync(Versioned<BatchRecord> found, Func<IModelEndpoint, Task<bool>> step, CancellationToken cancellation)
    {
        try
        {
            return await step(endpoints.Get(found.Value.Endpoint));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or BudgetSpentException or ITransientFailure { IsTransient: true }))
        {
            // The shards go on without it: they are asked for again, until they have failed so often that they end with this cause.
            return await FailAsync(found, found.Value.Shards, exception.Message, cancellation, mayHaveBeenBilled: found.Value.ProviderBatch is not null);
        }
    }

    private async Task<bool> UploadAsync(IModelEndpoint endpoint, Versioned<BatchRecord> found, IBatchWork work, CancellationToken cancellation)
    {
        var batch = found.Value;
        var room = await RoomAsync(batch, cancellation);
        if (room <= 0)
            return false;

        var money = await spending.LeftAsync(endpoint, batch, cancellation);
        using var file = await BatchFile.WriteAsync(
            endpoint.Batches, work.CallsAsync(batch, cancellation), options.Value, room, call => spending.AtMost(endpoint, batch, call), money, cancellation);
        if (file.Requests == 0)
            return room == long.MaxValue ? await EndAsync(found, batch, Money.Zero, Money.Zero, cancellation) : await NothingFitsAsync(found, work, cancellation);

        await spending.ReserveAsync(endpoint, batch, file.Most, cancellation);
        var uploaded = await endpoint.Batches.UploadAsync($"{batch.Batch}.jsonl", file.Open, cancellation);
        await desk.TryReplaceAsync(found, batch with { InputFile = uploaded, Shards = file.Shards, Requests = file.Requests, Tokens = file.Tokens, Most = file.Most.Dollars }, cancellation);
        return await StepAsync(batch.Batch, work, cancellation);
    }

    /// <summary>Tokens that may still go into the provider's queue for the batch's model.</summary>
    private async Task<long> RoomAsync(BatchRecord batch, CancellationToken cancellation)
    {
        var allowed = await desk.AllowanceAsync(batch.Endpoint, batch.Model, cancellation) is { } found && found < (options.Value.EnqueuedTokens ?? long.MaxValue) ? found : options.Value.EnqueuedTokens;
        if (allowed is not { } most)
            return long.MaxValue;

        var open = await desk.OpenAsync(cancellation);
        return most - open.Where(other => other.Batch != batch.Batch && !other.Ended && (other.Endpoint, other.Model) == (batch.Endpoint, batch.Model)).Sum(other => other.Tokens);
    }

    /// <summary>Nothing is missing any more; or the next request waits until others are out of the queue; or it is larger than the whole queue.</summary>
    private async Task<bool> NothingFitsAsync(Versioned<BatchRecord> found, IBatchWork work, CancellationToken cancellation)
    {
        var batch = found.Value;
        await foreach (var call in work.CallsAsync(batch, cancellation))
        {
            var open = await desk.OpenAsync(cancellation);
            return open.Any(other => other.Batch != batch.Batch && !other.Ended && other.Tokens > 0 && other.Model == batch.Model)
                ? false
                : await FailAsync(found, [call.Shard], $"one request to {batch.Model} has more tokens than Batch:EnqueuedTokens or the provider's queue allows; ask it live or raise the limit.", cancellation);
        }

        return await EndAsync(found, batch, Money.Zero, Money.Zero, cancellation);
    }

    private async Task<bool> SubmitAloneAsync(IModelEndpoint endpoint, Versioned<BatchRecord> found, CancellationToken cancellation)
    {
        await AloneAsync(found, async held =>
        {
            var submitted = await SubmitOnceAsync(endpoint, found.Value, held);
            await desk.TryReplaceAsync(found, found.Value with { ProviderBatch = submitted.Id }, cancellation);
        }, cancellation);
        return false;
    }

    /// <returns>Whether it was done: not while another may be submitting the batch, nor on a record that is no longer the newest.</returns>
    private async Task<bool> AloneAsync(Versioned<BatchRecord> found, Func<CancellationToken, Task> step, CancellationToken cancellation)
    {
        if (await leases.TryTakeAsync($"batch:{found.Value.Batch}", Environment.MachineName, LeaseTime, cancellation) is not { } taken)
            return false;

        await using var lease = HeldLease.Keep(leases, taken, LeaseTime, time, cancellation);
        if ((await desk.FindAsync(found.Value.Batch, cancellation))?.Version != found.Version)
            return false;

        await step(lease.Held);
        return true;
    }

    private async Task<ModelBatch> SubmitOnceAsync(IModelEndpoint endpoint, BatchRecord batch, CancellationToken cancellation)
    {
        if (await endpoint.Batches.FindAsync(BatchMetadata, batch.Batch, batch.PlannedAt - ClockSkew, cancellation) is { } found)
        {
            LogFoundAgain(batch.Batch, found.Id);
            return found;
        }

        await spending.ReserveAsync(endpoint, batch, Money.OfDollars(batch.Most), cancellation);
        var submitted = await endpoint.Batches.CreateAsync(batch.InputFile!, new Dictionary<string, string> { [BatchMetadata] = batch.Batch }, cancellation);
        LogSubmitted(batch.Batch, submitted.Id, batch.Requests, batch.Model);
        return submitted;
    }

    private async Task<bool> FollowAsync(IModelEndpoint endpoint, Versioned<BatchRecord> found, IBatchWork work, CancellationToken cancellation)
    {
        var batch = found.Value;
        var now = await endpoint.Batches.GetAsync(batch.ProviderBatch!, cancellation);
        if (!now.HasEnded)
        {
            if (now.Completed != batch.Served)
                await desk.TryReplaceAsync(found, batch with { Served = now.Completed }, cancellation);
            return false;
        }

        if (now is { Status: BatchStatus.Failed, ErrorCode: ModelBatch.TokenLimitExceeded })
        {
            LogFailed(batch.Batch, now.Error ?? ModelBatch.TokenLimitExceeded);
            await desk.AllowAsync(batch.Endpoint, batch.Model, batch.Tokens / 2, cancellation);
            return await EndAsync(found, batch, Money.Zero, Money.Zero, cancellation);
        }

        if (now.Status == BatchStatus.Failed)
            return await FailAsync(found, batch.Shards, $"endpoint {batch.Endpoint} failed its batch: {now.Error ?? now.ErrorCode ?? "it does not say why"}", cancellation);

        var spent = await HarvestAsync(endpoint, batch, now, work, cancellation);
        if (now.Status == BatchStatus.Completed && await desk.AllowanceAsync(batch.Endpoint, batch.Model, cancellation) is { } allowed && allowed < 2 * batch.Tokens)
            await desk.AllowAsync(batch.Endpoint, batch.Model, 2 * allowed, cancellation);
        return await EndAsync(found, batch with { Served = now.Completed }, spent, Money.Zero, cancellation);
    }

    /// <returns>What the batch has cost; null where nobody knows, so that it is all that was set aside.</returns>
    private async Task<Money?> HarvestAsync(IModelEndpoint endpoint, BatchRecord batch, ModelBatch ended, IBatchWork work, CancellationToken cancellation)
    {
        var harvest = await work.HarvestAsync(batch, cancellation);
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        var bill = spending.BillOf(endpoint, batch);
        var answered = 0;
        await foreach (var reply in endpoint.Batches.RepliesAsync(ended, id => harvest.Find(id)?.Call, cancellation))
        {
            bill.Add(reply);
            if (reply.Result is { } result)
            {
                await harvest.KeepAsync(reply.CustomId, result, cancellation);
                answered++;
            }
            else if (reply.Failure is { IsTransient: false } failure)
            {
                failed.TryAdd(harvest.Find(reply.CustomId)!.Value.Shard.Name, failure.Message);
            }
        }

        await harvest.CompleteAsync(cancellation);
        foreach (var (shard, cause) in failed)
            await failures.RecordAsync(LedgerKeys.Failures(batch.Sweep), shard, cause, cancellation);
        LogEnded(batch.Batch, ended.Status, answered, batch.Requests);
        return bill.Spent;
    }

    private async Task<bool> FailAsync(Versioned<BatchRecord> found, IReadOnlyList<BatchShard> shards, string cause, CancellationToken cancellation, bool mayHaveBeenBilled = false)
    {
        LogFailed(found.Value.Batch, cause);
        foreach (var shard in shards)
            await failures.RecordAsync(LedgerKeys.Failures(found.Value.Sweep), shard.Name, cause, cancellation);
        return await EndAsync(found, found.Value, Money.Zero, mayHaveBeenBilled ? null : Money.Zero, cancellation);
    }

    private async Task<bool> EndAsync(Versioned<BatchRecord> found, BatchRecord batch, Money? spent, Money? unsettled, CancellationToken cancellation)
    {
        await spending.SettleAsync(batch, spent, unsettled, cancellation);
        await desk.TryReplaceAsync(found, batch with { Ended = true }, cancellation);
        return true;
    }
}
