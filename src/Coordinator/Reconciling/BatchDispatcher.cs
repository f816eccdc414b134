using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Batching;
using EmergentMisalignment.Sweeps.Endpoints;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>
/// Packs what a sweep wants in batches, has open batches taken further, and says which shards wait for one: those nobody else may be asked for. What remains
/// of an ended batch is missing like anything else, so only the remainder is asked for again.
/// </summary>
public sealed class BatchDispatcher(
    BatchDesk desk,
    Asking asking,
    CellDescriber cells,
    DueTimes dueTimes,
    Failures failures,
    SpendingDesk spending,
    TimeProvider time,
    IOptions<BatchOptions> batching,
    IOptions<SweepsOptions> patience,
    IOptions<CoordinatorOptions> options)
{
    private readonly CoordinatorOptions _options = options.Value;

    /// <returns>The names of shards that wait for a batch: of their answers, and of their verdicts.</returns>
    public async Task<IReadOnlySet<string>> DispatchAsync(SweepRecord sweep, SweepNeeds needs, Func<string, bool> idle, CancellationToken cancellation)
    {
        var open = await desk.OpenAsync(cancellation);
        await desk.ForgetAsync([.. open.Where(batch => batch.Ended).Select(batch => batch.Batch)], cancellation);
        var batches = await WithoutHopelessAsync(sweep.Name, [.. open.Where(batch => !batch.Ended)], cancellation);
        if (batches.Count == 0 && !SweepDemands.Batches(sweep.Spec).Any())
            return new HashSet<string>();

        var cover = new BatchCover(batches);
        var wanted = needs.Runs.SelectMany(look => WantedOf(sweep.Spec, look)).DistinctBy(want => want.Need.Shard.Name).ToList();
        var waiting = wanted.ConvertAll(want => (want.Need.Shard.Name, want.IsForBatch, Batches: cover.Of(want.Need.Stage, want.Need.Shard).ToList()));

        var loose = wanted.Where((want, i) => want.IsForBatch && waiting[i].Batches.Count == 0 && idle(want.Need.Shard.Name)).ToList();
        var packed = await PackAsync(sweep, loose, cancellation);
        var asked = waiting.SelectMany(shard => shard.Batches).ToHashSet(StringComparer.Ordinal);
        await AdvanceAsync(sweep.Name, [.. batches.Where(batch => batch.Sweep == sweep.Name || asked.Contains(batch.Batch)), .. packed], idle, cancellation);

        return waiting.Where(shard => shard.Batches.Count > 0).Select(shard => shard.Name)
            .Concat(packed.SelectMany(batch => batch.Shards).Select(shard => shard.Name))
            .Concat(needs.Runs.SelectMany(look => EarlyOf(look)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A batch whose steps fail by themselves, time and again, gives its shards free; they are told why, and end with that cause when they have failed as often.</summary>
    private async Task<List<BatchRecord>> WithoutHopelessAsync(string sweep, List<BatchRecord> batches, CancellationToken cancellation)
    {
        if (!batches.Exists(batch => batch.Sweep == sweep))
            return batches;

        var failed = await failures.AllAsync(LedgerKeys.Failures(sweep), cancellation);
        foreach (var batch in batches.Where(batch => batch.Sweep == sweep).ToList())
        {
            if (failed.GetValueOrDefault(batch.Batch) is not { } failure || failure.Attempts < patience.Value.MaxAttempts || await desk.FindAsync(batch.Batch, cancellation) is not { } found)
                continue;

            foreach (var shard in batch.Shards)
                await failures.RecordAsync(LedgerKeys.Failures(sweep), shard.Name, failure.Cause, cancellation);
            await failures.ClearAsync(LedgerKeys.Failures(sweep), batch.Batch, cancellation);
            await spending.SettleAsync(found.Value, spent: Money.Zero, unsettled: found.Value.InputFile is null ? Money.Zero : null, cancellation);
            await desk.TryReplaceAsync(found, found.Value with { Ended = true }, cancellation);
            batches.Remove(batch);
        }

        return batches;
    }

    private async Task<IReadOnlyList<BatchRecord>> PackAsync(SweepRecord sweep, List<Wanted> loose, CancellationToken cancellation)
    {
        if (loose.Count == 0)
            return [];

        // A claim keeps away what was asked for live a moment ago; the batch then takes its place.
        var claimed = (await asking.ClaimAsync(sweep.Name, loose, want => want.Need.Shard.Name, alsoDue: true, cancellation)).ToList();
        var packed = BatchPlanner.Plan(sweep.Name, claimed.Select(want => want.Need), batching.Value, () => $"batch-{Guid.CreateVersion7():N}", time.GetUtcNow());
        var taken = packed.SelectMany(batch => batch.Shards).Select(shard => shard.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var want in claimed.Where(want => taken.Contains(want.Need.Shard.Name)).DistinctBy(want => (want.Shard.Cell.Key, want.Shard.Cell.Judgement)))
            await cells.DescribeAsync(sweep.Spec, want.Look, want.Shard.Cell, cancellation);
        if (packed.Count > 0)
            await desk.AddAsync(packed, cancellation);
        await dueTimes.ClearAsync(LedgerKeys.Dispatches(sweep.Name), claimed.ConvertAll(want => want.Need.Shard.Name), cancellation);
        return packed;
    }

    private async Task AdvanceAsync(string sweep, List<BatchRecord> batches, Func<string, bool> idle, CancellationToken cancellation)
    {
        var claimed = await asking.ClaimAsync(sweep, [.. batches.Where(batch => idle(batch.Batch))], batch => batch.Batch, alsoDue: true, cancellation);
        foreach (var queue in claimed.GroupBy(batch => batch.Queue))
        {
            await asking.OpenAsync(queue.Key, cancellation);
            await asking.SendAsync(sweep, queue.Key, [.. queue.Select(batch => (batch.Batch, new AdvanceBatch(sweep, batch.Batch)))], _options.BatchDue, cancellation);
        }
    }

    /// <summary>What a run lacks, and whether it is to come in batches. Verdicts wait until all answers of their run are there: one batch instead of many.</summary>
    private IEnumerable<Wanted> WantedOf(SweepSpec spec, RunLook look)
    {
        foreach (var shard in look.Needs.Sample)
        {
            var need = new BatchNeed(
                BatchStage.Answers, spec.Endpoint, look.Facts.Model!.NameAt(shard.Cell.Checkpoint), QueueNames.Sampling(_options.PoolOf(look.Run.Base)), shard.ToBatchShard(), Calls: 1,
                look.Run.FineTune?.Base);
            yield return new Wanted(look, shard, need, spec.Sampling.Mode == CallMode.Batch);
        }

        foreach (var shard in look.Needs.Judge)
        {
            var judgement = Judgements.Of(spec, shard.Cell);
            var need = new BatchNeed(
                BatchStage.Verdicts, judgement.Endpoint, judgement.Model, QueueNames.Judging, shard.ToBatchShard(), Math.Max(1, judgement.Prompts.Count) * (judgement.Repeats ?? 1));
            yield return new Wanted(look, shard, need, shard.Cell.IsJudgedInBatches && look.Needs.Sample.Count == 0);
        }
    }

    /// <summary>Verdicts whose batch will be packed when their run has all its answers.</summary>
    private static IEnumerable<string> EarlyOf(RunLook look) =>
        look.Needs.Sample.Count == 0 ? [] : look.Needs.Judge.Where(shard => shard.Cell.IsJudgedInBatches).Select(shard => shard.ToBatchShard().Name);

    private sealed record Wanted(RunLook Look, ShardNeed Shard, BatchNeed Need, bool IsForBatch);
}
