using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps.Looking;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Asks for what is missing, once: a dispatch mark in the ledger keeps a second look from asking again before it is due.</summary>
public sealed class Dispatcher(IBus bus, Documents documents, DueTimes dueTimes, IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        await DatasetsAsync(sweep, needs, cancellation);
        await FineTunesAsync(sweep, needs, cancellation);
        await ShardsAsync(sweep, needs, cancellation);
    }

    private async Task DatasetsAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        var wanted = needs.Runs.Where(look => look.Needs.Dataset).Select(look => look.Run.Dataset!).DistinctBy(recipe => recipe.Key).ToList();
        var claimed = await ClaimAsync(sweep, wanted, recipe => recipe.Key, _options.DatasetDue, cancellation);
        foreach (var recipe in claimed)
            await documents.PutAsync(LedgerKeys.Recipe(recipe.Key), new RecipeRecord(sweep.Spec.Endpoint, recipe), LedgerJson.Default.RecipeRecord, cancellation);

        await bus.SendToAsync(QueueNames.Datasets, [.. claimed.Select(recipe => new PrepareDataset(sweep.Name, recipe.Key))], cancellation);
    }

    private async Task FineTunesAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        var wanted = needs.Runs.Where(look => look.Needs.FineTune).DistinctBy(look => look.Facts.ModelKey).ToList();
        var claimed = await ClaimAsync(sweep, wanted, look => look.Facts.ModelKey!, _options.FineTuneDue, cancellation);
        foreach (var look in claimed.Where(look => look.Facts.Model is null))
        {
            var request = new ModelRequest
            {
                Model = look.Facts.ModelKey!,
                Endpoint = sweep.Spec.Endpoint,
                DatasetSha256 = look.Facts.Dataset!.Sha256,
                Settings = look.Run.FineTune!,
            };
            await documents.PutAsync(LedgerKeys.ModelRequest(request.Model), request, LedgerJson.Default.ModelRequest, cancellation);
        }

        await bus.SendToAsync(QueueNames.FineTunes, [.. claimed.Select(look => new AdvanceFineTune(sweep.Name, look.Facts.ModelKey!))], cancellation);
    }

    private async Task ShardsAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        // What is sampled is judged first: it finishes runs, and finished runs leave Redis.
        var wanted = needs.Runs.SelectMany(look => look.Needs.Judge.Select(shard => (Look: look, Shard: shard, IsSampled: true)))
            .Concat(needs.Runs.SelectMany(look => look.Needs.Sample.Select(shard => (Look: look, Shard: shard, IsSampled: false))))
            .Take(_options.ShardsInFlight)
            .DistinctBy(need => NameOf(need.Shard))
            .ToList();
        var claimed = await ClaimAsync(sweep, wanted, need => NameOf(need.Shard), _options.ShardDue, cancellation);
        foreach (var need in claimed.DistinctBy(need => (need.Shard.Cell.Key, need.Shard.Cell.Judgement)))
            await DescribeAsync(sweep.Spec, need.Look, need.Shard.Cell, cancellation);

        await bus.SendToAsync(QueueNames.Judging, [.. claimed.Where(need => need.IsSampled).Select(need => need.Shard.ToJudge(sweep.Name))], cancellation);
        foreach (var pool in claimed.Where(need => !need.IsSampled).GroupBy(need => _options.PoolOf(need.Look.Run.Base)))
            await bus.SendToAsync(QueueNames.Sampling(pool.Key), [.. pool.Select(need => need.Shard.ToSample(sweep.Name))], cancellation);
    }

    /// <summary>The documents that a shard's keys stand for, written before the message that carries the keys.</summary>
    private async Task DescribeAsync(SweepSpec spec, RunLook look, PlannedCell cell, CancellationToken cancellation)
    {
        var asked = new CellRecord
        {
            Endpoint = spec.Endpoint,
            ProviderModel = look.Facts.Model!.ProviderModel!,
            Paraphrases = [.. Enumerable.Range(0, cell.Question.Paraphrases.Count).Select(cell.Prompt)],
            System = cell.Question.System,
            Sampling = cell.Sampling,
        };
        var judged = new JudgementRecord
        {
            Endpoint = spec.Judge.Endpoint ?? spec.Endpoint,
            Model = cell.JudgeModel,
            Prompts = cell.Question.JudgePrompts,
            TopLogProbs = cell.TopLogProbs,
            MaxTokens = JudgeProtocol.MaxTokens(cell.Question.Type),
        };
        await documents.PutAsync(LedgerKeys.Cell(cell.Key), asked, LedgerJson.Default.CellRecord, cancellation);
        await documents.PutAsync(LedgerKeys.Judgement(cell.Judgement), judged, LedgerJson.Default.JudgementRecord, cancellation);
    }

    private async Task<IReadOnlyList<T>> ClaimAsync<T>(SweepRecord sweep, List<T> wanted, Func<T, string> name, TimeSpan due, CancellationToken cancellation)
    {
        if (wanted.Count == 0)
            return [];

        var free = await dueTimes.ClaimAsync(LedgerKeys.Dispatches(sweep.Name), wanted.ConvertAll(item => name(item)), due, cancellation);
        var claimed = free.ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(item => claimed.Contains(name(item)))];
    }

    private static string NameOf(ShardNeed need) => ((IShard)need.ToSample("")).Name;
}
