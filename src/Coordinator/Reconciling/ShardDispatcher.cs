using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>
/// Asks for the shards that are missing. One that was asked for long ago is lost only if its queue is empty and no worker has it in hand: a long queue is
/// not a reason to ask twice, and a purged one heals within seconds.
/// </summary>
public sealed class ShardDispatcher(Asking asking, Documents documents, CoordinatorInstruments instruments, IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    public async Task DispatchAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        // What is sampled is judged first: it finishes runs, and finished runs leave Redis. Within a run all questions begin together: they differ in what a
        // shard takes, and a run of the slow ones would leave the judges idle.
        var wanted = needs.Runs.SelectMany(look => look.Needs.Judge.Select(shard => new Wanted(look, shard, QueueNames.Judging)))
            .Concat(needs.Runs.SelectMany(look => look.Needs.Sample.OrderBy(shard => shard.Range.Start).Select(shard => new Wanted(look, shard, QueueNames.Sampling(_options.PoolOf(look.Run.Base))))))
            .Take(_options.ShardsInFlight)
            .DistinctBy(need => need.Name)
            .Where(need => idle(need.Name));
        foreach (var queue in wanted.GroupBy(need => need.Queue).ToList())
            await DispatchAsync(sweep, queue.Key, [.. queue], cancellation);
    }

    private async Task DispatchAsync(SweepRecord sweep, string queue, List<Wanted> wanted, CancellationToken cancellation)
    {
        var depth = await asking.OpenAsync(queue, cancellation);
        instruments.Observe(queue, depth);
        var claimed = await asking.ClaimAsync(sweep.Name, wanted, need => need.Name, depth, cancellation);
        foreach (var need in claimed.DistinctBy(need => (need.Shard.Cell.Key, need.Shard.Cell.Judgement)))
            await DescribeAsync(sweep.Spec, need.Look, need.Shard.Cell, cancellation);

        var due = asking.LostAfter(depth);
        if (queue == QueueNames.Judging)
            await asking.SendAsync(sweep.Name, queue, [.. claimed.Select(need => (need.Name, need.Shard.ToJudge(sweep.Name)))], due, cancellation);
        else
            await asking.SendAsync(sweep.Name, queue, [.. claimed.Select(need => (need.Name, need.Shard.ToSample(sweep.Name)))], due, cancellation);
    }

    /// <summary>The documents that a shard's keys stand for, written before the message that carries the keys.</summary>
    private async Task DescribeAsync(SweepSpec spec, RunLook look, PlannedCell cell, CancellationToken cancellation)
    {
        var asked = new CellRecord
        {
            Endpoint = spec.Endpoint,
            ProviderModel = look.Facts.Model!.NameAt(cell.Checkpoint),
            Model = look.Run.FineTune is null ? null : look.Facts.ModelKey,
            Shots = look.Run.Dataset?.Shots is null ? null : look.Facts.Dataset!.Sha256,
            Paraphrases = [.. Enumerable.Range(0, cell.Question.Paraphrases.Count).Select(cell.Prompt)],
            System = cell.Question.System,
            Sampling = cell.Sampling,
            TopLogProbs = cell.Question.IsReadFromLogProbs() ? ChoiceSpec.TopLogProbs : 0,
        };
        await documents.PutAsync(LedgerKeys.Cell(cell.Key), asked, LedgerJson.Default.CellRecord, cancellation);
        await documents.PutAsync(LedgerKeys.Judgement(cell.Judgement), Judgements.Of(spec, cell), LedgerJson.Default.JudgementRecord, cancellation);
    }

    private sealed record Wanted(RunLook Look, ShardNeed Shard, string Queue)
    {
        public string Name { get; } = ((IShard)Shard.ToSample("")).Name;
    }
}
