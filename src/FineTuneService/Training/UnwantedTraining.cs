using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Puts away a training that no sweep wants and nobody has in hand. Whoever wants the model later goes on from its newest checkpoint.</summary>
/// <remarks>Its request goes last: until then it counts as under way, and whoever dies before is followed by another.</remarks>
internal sealed class UnwantedTraining(Documents documents, WaitingList waiting, TrainingPurchases purchases, TrainerOptions options)
{
    public async Task PutAwayAsync(ModelRequest request, CancellationToken cancellation)
    {
        var key = LedgerKeys.Model(request.Model);
        var record = await documents.GetVersionedAsync(key, LedgerJson.Default.ModelRecord, cancellation);
        if (record is { Value.Status: ModelStatus.Ready or ModelStatus.Failed })
            return;

        await SettleAsync(request, cancellation);
        await waiting.RemoveAsync(LedgerKeys.Trainings, request.Model, cancellation);
        if (record is { Value: { ProviderModel: not null } earlier })
            await documents.TryReplaceAsync(key, earlier with { Status = ModelStatus.Ready }, record.Version, LedgerJson.Default.ModelRecord, cancellation);
        else
            await documents.RemoveAsync(key, cancellation);
        await documents.RemoveAsync(LedgerKeys.ModelRequest(request.Model), cancellation);
    }

    /// <summary>What never began cost nothing. The hours of what did nobody has counted, so it stays in doubt, as one that failed does.</summary>
    private async Task SettleAsync(ModelRequest request, CancellationToken cancellation)
    {
        if (await documents.GetAsync(LedgerKeys.Training(request.Model, options.EveryOf(request)), LedgerJson.Default.TrainingRecord, cancellation) is null)
            await purchases.ReleaseAsync(request, cancellation);
        else
            await purchases.SettleAsync(request, new FineTuneJob(request.JobName, FineTuneStatus.Cancelled, Model: null, Error: null, TrainedTokens: null), cancellation);
    }
}
