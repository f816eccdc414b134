using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps;

/// <summary>The sweeps of a ledger, and which of them are active. Whoever changes them tells the Coordinator with a <c>SweepChanged</c>, or waits for its next look.</summary>
public sealed class SweepRegistry(Documents documents, DueTimes dueTimes, Failures failures, TimeProvider time)
{
    /// <summary>Submits a sweep, or submits it anew: earlier failures get another try, and what is finished is reused by its keys.</summary>
    public async Task SubmitAsync(SweepSpec spec, bool miniature, CancellationToken cancellation)
    {
        var sweep = new SweepRecord { Name = spec.Name, Spec = spec, Miniature = miniature, SubmittedAt = time.GetUtcNow() };
        foreach (var name in (await failures.AllAsync(LedgerKeys.Failures(spec.Name), cancellation)).Keys)
        {
            await failures.ClearAsync(LedgerKeys.Failures(spec.Name), name, cancellation);
            await dueTimes.ClearAsync(LedgerKeys.Dispatches(spec.Name), [name], cancellation);
        }

        await ForgetFailedModelsAsync(spec, cancellation);
        await documents.PutAsync(LedgerKeys.Sweep(spec.Name), sweep, LedgerJson.Default.SweepRecord, cancellation);
        await ChangeIndexAsync(index => new SweepIndex(With(index.Known, spec.Name), With(index.Active, spec.Name)), cancellation);
    }

    /// <summary>Leaves at most this sweep active: whoever runs one sweep does not expect an interrupted other one to go on beside it.</summary>
    public Task HoldOthersAsync(string name, CancellationToken cancellation) =>
        ChangeIndexAsync(index => index with { Active = [.. index.Active.Where(active => active == name)] }, cancellation);

    public Task<SweepRecord?> FindAsync(string name, CancellationToken cancellation) =>
        documents.GetAsync(LedgerKeys.Sweep(name), LedgerJson.Default.SweepRecord, cancellation);

    public async Task<IReadOnlyList<string>> ActiveAsync(CancellationToken cancellation) => (await IndexAsync(cancellation)).Active;

    public async Task<IReadOnlyList<string>> KnownAsync(CancellationToken cancellation) => (await IndexAsync(cancellation)).Known;

    /// <summary>Nothing is left to ask for: later looks pass the sweep by until it is submitted again.</summary>
    public async Task SettleAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        await dueTimes.ForgetAsync(LedgerKeys.Dispatches(sweep.Name), cancellation);
        await ChangeIndexAsync(index => index with { Active = [.. index.Active.Where(other => other != sweep.Name)] }, cancellation);

        // It may have been submitted anew since this look began.
        if (await FindAsync(sweep.Name, cancellation) is { } latest && latest.SubmittedAt != sweep.SubmittedAt)
            await ChangeIndexAsync(index => index with { Active = With(index.Active, sweep.Name) }, cancellation);
    }

    /// <summary>What the submission found finished; counted at its first look.</summary>
    public async Task<FoundWork> ReusedAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        var key = LedgerKeys.Reused(sweep.Name);
        var known = await documents.GetAsync(key, LedgerJson.Default.FoundWork, cancellation);
        if (known?.SubmittedAt == sweep.SubmittedAt)
            return known;

        var reused = ProgressTally.Reused(needs, sweep.SubmittedAt);
        await documents.PutAsync(key, reused, LedgerJson.Default.FoundWork, cancellation);
        return reused;
    }

    private async Task ForgetFailedModelsAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var runs = SweepPlan.Create(spec).Runs.Where(run => run.Dataset is not null).ToLookup(run => LedgerKeys.Dataset(run.Dataset!.Key));
        var datasets = await documents.GetManyAsync([.. runs.Select(group => group.Key)], LedgerJson.Default.DatasetRecord, cancellation);
        List<string> keys = [.. datasets.SelectMany(dataset => runs[dataset.Key].Select(run => LedgerKeys.Model(run.FineTune!.ModelKey(dataset.Value.Sha256))))];
        var models = await documents.GetManyAsync(keys, LedgerJson.Default.ModelRecord, cancellation);
        foreach (var (key, _) in models.Where(model => model.Value.Status == ModelStatus.Failed))
            await documents.RemoveAsync(key, cancellation);
    }

    private async Task<SweepIndex> IndexAsync(CancellationToken cancellation) =>
        await documents.GetAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation) ?? SweepIndex.Empty;

    private async Task ChangeIndexAsync(Func<SweepIndex, SweepIndex> change, CancellationToken cancellation)
    {
        while (true)
        {
            var current = await documents.GetVersionedAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation);
            var changed = change(current?.Value ?? SweepIndex.Empty);
            if (await documents.TryReplaceAsync(SweepIndex.Key, changed, current?.Version ?? 0, LedgerJson.Default.SweepIndex, cancellation))
                return;
        }
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> names, string name) => names.Contains(name) ? names : [.. names, name];
}
