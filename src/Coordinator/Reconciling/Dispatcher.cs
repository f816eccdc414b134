using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Asks for what is missing, and leaves alone what is in hand or rests.</summary>
public sealed class Dispatcher(
    Asking asking, ShardDispatcher shards, BatchDispatcher batches, CanaryDispatcher canaries, Documents documents, DueTimes dueTimes, IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        var busy = await dueTimes.PendingAsync(LedgerKeys.InHand, cancellation);
        var resting = await dueTimes.PendingAsync(LedgerKeys.Resting, cancellation);
        var idle = new Func<string, bool>(name => !busy.Contains(name) && !resting.Contains(name));

        await DatasetsAsync(sweep, needs, idle, cancellation);
        await FineTunesAsync(sweep, needs, idle, cancellation);
        await canaries.DispatchAsync(sweep, needs, idle, cancellation);
        var inBatches = await batches.DispatchAsync(sweep, needs, idle, cancellation);
        await shards.DispatchAsync(sweep, needs, inBatches, idle, cancellation);
    }

    private async Task DatasetsAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        var wanted = needs.Runs.Where(look => look.Needs.Dataset).Select(look => look.Run.Dataset!).DistinctBy(recipe => recipe.Key).Where(recipe => idle(recipe.Key)).ToList();
        var claimed = await asking.ClaimAsync(sweep.Name, wanted, recipe => recipe.Key, alsoDue: true, cancellation);
        foreach (var recipe in claimed)
            await documents.PutAsync(LedgerKeys.Recipe(recipe.Key), new RecipeRecord(sweep.Spec.Endpoint, recipe), LedgerJson.Default.RecipeRecord, cancellation);

        await asking.SendAsync(
            sweep.Name, QueueNames.Datasets, [.. claimed.Select(recipe => (recipe.Key, new PrepareDataset(sweep.Name, recipe.Key)))], _options.DatasetDue, cancellation);
    }

    private async Task FineTunesAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        var wanted = needs.Runs.Where(look => look.Needs.FineTune && idle(look.Facts.ModelKey!)).DistinctBy(look => look.Facts.ModelKey).ToList();
        var claimed = await asking.ClaimAsync(sweep.Name, wanted, look => look.Facts.ModelKey!, alsoDue: true, cancellation);
        foreach (var look in claimed.Where(look => look.Facts.Model is null || look.Facts.LacksCheckpoints))
        {
            var request = new ModelRequest
            {
                Model = look.Facts.ModelKey!,
                Endpoint = sweep.Spec.Endpoint,
                Sweep = sweep.Name,
                DatasetSha256 = look.Facts.Dataset!.Sha256,
                Checkpoints = sweep.Spec.Checkpoints is not null,
                Settings = look.Run.FineTune!,
            };
            await documents.PutAsync(LedgerKeys.ModelRequest(request.Model), request, LedgerJson.Default.ModelRequest, cancellation);
        }

        await asking.SendAsync(
            sweep.Name, QueueNames.FineTunes, [.. claimed.Select(look => (look.Facts.ModelKey!, new AdvanceFineTune(sweep.Name, look.Facts.ModelKey!)))], _options.FineTuneDue, cancellation);
    }
}
