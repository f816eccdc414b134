using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Sweeps;

/// <summary>The sweeps of a ledger, and which of them are active. Whoever changes them tells the Coordinator with a <c>SweepChanged</c>, or waits for its next look.</summary>
public sealed class SweepRegistry(Documents documents, DueTimes dueTimes, Failures failures, Books books, SweepModels models, TimeProvider time)
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

        // Of a held sweep the workers have dropped what was asked for.
        if ((await IndexAsync(cancellation)).IsHeld(spec.Name))
            await dueTimes.ForgetAsync(LedgerKeys.Dispatches(spec.Name), cancellation);

        await ForgetFailedModelsAsync(spec, cancellation);
        await documents.PutAsync(LedgerKeys.Sweep(spec.Name), sweep, LedgerJson.Default.SweepRecord, cancellation);
        await books.LimitAsync(SpendingAccounts.Sweep(spec.Name), spec.Budget is { } budget ? Money.OfDollars(budget) : null, cancellation);
        await documents.RemoveAsync(LedgerKeys.Pause(spec.Name), cancellation);
        await ChangeIndexAsync(index => index.With(spec.Name, SweepState.Active), cancellation);
    }

    /// <summary>Nothing new is asked for until the sweep is resumed. What workers have in hand they finish.</summary>
    /// <returns>The state it was in: only an active sweep is changed. Null for a sweep that was never submitted.</returns>
    public Task<SweepState?> PauseAsync(string name, CancellationToken cancellation) =>
        ChangeStateAsync(name, SweepState.Paused, before => before is SweepState.Active, cancellation);

    /// <summary>As above, of a sweep that cannot go on until a person has done something.</summary>
    /// <param name="name">The sweep.</param>
    /// <param name="reason">Why, and what to do.</param>
    /// <param name="cancellation"/>
    public async Task<SweepState?> PauseAsync(string name, string reason, CancellationToken cancellation)
    {
        // Before the index, so that who sees it paused sees why; and not over what was said of an earlier pause.
        if ((await IndexAsync(cancellation)).StateOf(name) is SweepState.Active)
            await documents.PutAsync(LedgerKeys.Pause(name), new PauseRecord(reason, time.GetUtcNow()), LedgerJson.Default.PauseRecord, cancellation);

        return await PauseAsync(name, cancellation);
    }

    /// <summary>Why a sweep has paused by itself; null where it has not.</summary>
    public async Task<PauseRecord?> WhyPausedAsync(string name, CancellationToken cancellation) =>
        (await IndexAsync(cancellation)).StateOf(name) is SweepState.Paused
            ? await documents.GetAsync(LedgerKeys.Pause(name), LedgerJson.Default.PauseRecord, cancellation)
            : null;

    /// <summary>Takes over a sweep that was run elsewhere, unless there is one of its name: settled, or paused where something is left to ask for.</summary>
    public async Task AdoptAsync(SweepRecord sweep, bool isSettled, CancellationToken cancellation)
    {
        await documents.TryReplaceAsync(LedgerKeys.Sweep(sweep.Name), sweep, 0, LedgerJson.Default.SweepRecord, cancellation);
        await ChangeIndexAsync(
            index => index.StateOf(sweep.Name) is null ? index.With(sweep.Name, isSettled ? SweepState.Settled : SweepState.Paused) : index,
            cancellation);
    }

    /// <summary>Has a paused sweep looked after again.</summary>
    /// <returns>The state it was in: only a paused sweep is changed. Null for a sweep that was never submitted.</returns>
    public async Task<SweepState?> ResumeAsync(string name, CancellationToken cancellation)
    {
        // What was asked for before the pause was dropped by the workers: its marks would keep it from being asked for again until it is due.
        if ((await IndexAsync(cancellation)).StateOf(name) is SweepState.Paused)
        {
            await dueTimes.ForgetAsync(LedgerKeys.Dispatches(name), cancellation);
            await documents.RemoveAsync(LedgerKeys.Pause(name), cancellation);
        }

        return await ChangeStateAsync(name, SweepState.Active, before => before is SweepState.Paused, cancellation);
    }

    /// <summary>Changes what a sweep may spend; what it has spent stays spent.</summary>
    public async Task LimitAsync(string name, decimal budget, CancellationToken cancellation)
    {
        await ChangeRecordAsync(name, sweep => sweep with { Spec = sweep.Spec with { Budget = budget } }, cancellation);
        await books.LimitAsync(SpendingAccounts.Sweep(name), Money.OfDollars(budget), cancellation);
    }

    /// <summary>Ends a sweep until it is submitted anew. Finished work stays: it is found by its keys.</summary>
    /// <returns>The state it was in: only an active or paused sweep is changed. Null for a sweep that was never submitted.</returns>
    public async Task<SweepState?> CancelAsync(string name, CancellationToken cancellation)
    {
        var before = await ChangeStateAsync(name, SweepState.Cancelled, before => before is SweepState.Active or SweepState.Paused, cancellation);
        if (before is SweepState.Active or SweepState.Paused)
            await dueTimes.ForgetAsync(LedgerKeys.Dispatches(name), cancellation);

        return before;
    }

    /// <summary>Gives pieces of work another try: their failures, stalls and marks are forgotten, and a settled sweep is looked after again.</summary>
    /// <param name="name">The sweep.</param>
    /// <param name="work">The names of shards, recipes and models.</param>
    /// <param name="cancellation"/>
    /// <returns>The state the sweep was in. A paused sweep stays paused, and nothing of a cancelled or unknown one is changed.</returns>
    public async Task<SweepState?> RetryAsync(string name, IReadOnlyCollection<string> work, CancellationToken cancellation)
    {
        if ((await IndexAsync(cancellation)).StateOf(name) is var state and (null or SweepState.Cancelled))
            return state;

        foreach (var failed in work)
        {
            await failures.ClearAsync(LedgerKeys.Failures(name), failed, cancellation);
            await failures.ClearAsync(LedgerKeys.Stalls(name), failed, cancellation);
        }

        await dueTimes.ClearAsync(LedgerKeys.Resting, [.. work], cancellation);
        await dueTimes.ClearAsync(LedgerKeys.Dispatches(name), [.. work], cancellation);

        // After the failures and before the index: a look that has read the old failures has an old record too.
        await CountRetryAsync(name, cancellation);
        return await ChangeStateAsync(name, SweepState.Active, before => before is SweepState.Settled, cancellation);
    }

    /// <summary>Leaves at most this sweep active: whoever runs one sweep does not expect an interrupted other one to go on beside it.</summary>
    public Task HoldOthersAsync(string name, CancellationToken cancellation) =>
        ChangeIndexAsync(index => index.Active.Where(active => active != name).Aggregate(index, (held, other) => held.With(other, SweepState.Paused)), cancellation);

    public Task<SweepRecord?> FindAsync(string name, CancellationToken cancellation) =>
        documents.GetAsync(LedgerKeys.Sweep(name), LedgerJson.Default.SweepRecord, cancellation);

    public async Task<IReadOnlyList<string>> ActiveAsync(CancellationToken cancellation) => (await IndexAsync(cancellation)).Active;

    /// <summary>Every sweep with its state.</summary>
    public async Task<SweepIndex> IndexAsync(CancellationToken cancellation) =>
        await documents.GetAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation) ?? SweepIndex.Empty;

    /// <summary>Nothing is left to ask for: later looks pass the sweep by until it is submitted again, or its failures get another try.</summary>
    /// <remarks>
    /// A sweep that was cancelled, submitted anew or given another try since the look began stays as it is: its record is read after the index, and the index is
    /// replaced only if nobody has written to it since.
    /// </remarks>
    /// <param name="sweep">As it was read before the look.</param>
    /// <param name="cancellation"/>
    public async Task SettleAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        await dueTimes.ForgetAsync(LedgerKeys.Dispatches(sweep.Name), cancellation);
        while (await documents.GetVersionedAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation) is { } current)
        {
            var latest = await FindAsync(sweep.Name, cancellation);
            if (current.Value.StateOf(sweep.Name) is not (SweepState.Active or SweepState.Paused) || (latest?.SubmittedAt, latest?.Retries) != (sweep.SubmittedAt, sweep.Retries))
                return;

            if (await TryReplaceAsync(current, current.Value.With(sweep.Name, SweepState.Settled), cancellation))
                return;
        }
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
        List<string> keys = [.. (await models.OfAsync(spec, cancellation)).Select(LedgerKeys.Model)];
        var records = await documents.GetManyAsync(keys, LedgerJson.Default.ModelRecord, cancellation);
        foreach (var (key, _) in records.Where(model => model.Value.Status == ModelStatus.Failed))
            await documents.RemoveAsync(key, cancellation);
    }

    private Task CountRetryAsync(string name, CancellationToken cancellation) =>
        ChangeRecordAsync(name, sweep => sweep with { Retries = sweep.Retries + 1 }, cancellation);

    private async Task ChangeRecordAsync(string name, Func<SweepRecord, SweepRecord> change, CancellationToken cancellation)
    {
        while (await documents.GetVersionedAsync(LedgerKeys.Sweep(name), LedgerJson.Default.SweepRecord, cancellation) is { } sweep)
        {
            if (await documents.TryReplaceAsync(LedgerKeys.Sweep(name), change(sweep.Value), sweep.Version, LedgerJson.Default.SweepRecord, cancellation))
                return;
        }
    }

    private async Task<SweepState?> ChangeStateAsync(string name, SweepState to, Func<SweepState, bool> from, CancellationToken cancellation)
    {
        SweepState? before = null;
        await ChangeIndexAsync(
            index =>
            {
                before = index.StateOf(name);
                return before is { } state && from(state) ? index.With(name, to) : index;
            },
            cancellation);
        return before;
    }

    /// <summary>Replaces the index even where nothing changes: whoever read it before this must read again.</summary>
    private async Task ChangeIndexAsync(Func<SweepIndex, SweepIndex> change, CancellationToken cancellation)
    {
        while (true)
        {
            var current = await documents.GetVersionedAsync(SweepIndex.Key, LedgerJson.Default.SweepIndex, cancellation) ?? new Versioned<SweepIndex>(SweepIndex.Empty, 0);
            if (await TryReplaceAsync(current, change(current.Value), cancellation))
                return;
        }
    }

    private Task<bool> TryReplaceAsync(Versioned<SweepIndex> current, SweepIndex changed, CancellationToken cancellation) =>
        documents.TryReplaceAsync(SweepIndex.Key, changed, current.Version, LedgerJson.Default.SweepIndex, cancellation);
}
