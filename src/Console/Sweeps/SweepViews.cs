using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Yaml;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Reads sweeps as callers see them.</summary>
internal sealed class SweepViews(SweepRegistry sweeps, Documents documents)
{
    /// <summary>Failures shown: the first ones tell the cause, thousands more of them would only be long.</summary>
    private const int MostFailures = 100;

    public async Task<SweepPage> PageAsync(string? after, int limit, CancellationToken cancellation)
    {
        var index = await sweeps.IndexAsync(cancellation);
        var latestFirst = index.Known.Reverse().ToList();
        var rest = after is null ? latestFirst : [.. latestFirst.SkipWhile(name => name != after).Skip(1)];
        var names = rest.Take(limit).ToList();
        var progress = await documents.GetManyAsync(names.ConvertAll(LedgerKeys.Progress), LedgerJson.Default.SweepProgress, cancellation);
        var pauses = await documents.GetManyAsync(names.Where(name => index.StateOf(name) is SweepState.Paused).Select(LedgerKeys.Pause).ToList(), LedgerJson.Default.PauseRecord, cancellation);
        var views = names.ConvertAll(name => View(name, index.StateOf(name)!.Value, pauses.GetValueOrDefault(LedgerKeys.Pause(name)), progress.GetValueOrDefault(LedgerKeys.Progress(name)), mostFailures: 0));
        return new SweepPage(views, rest.Count > limit ? names[^1] : null);
    }

    /// <summary>The names of all sweeps, latest first.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) => [.. (await sweeps.IndexAsync(cancellation)).Known.Reverse()];

    /// <exception cref="RefusedException">There is no such sweep.</exception>
    public async Task<SweepDetails> DetailsAsync(string name, CancellationToken cancellation)
    {
        var record = await RecordAsync(name, cancellation);
        return new SweepDetails
        {
            Sweep = await ViewAsync(name, record.SubmittedAt, cancellation),
            SubmittedAt = record.SubmittedAt,
            Miniature = record.Miniature,
            Endpoint = record.Spec.Endpoint,
            Bases = record.Spec.Bases,
            Conditions = [.. record.Spec.Conditions.Select(condition => condition.Id)],
            Estimand = record.Spec.Estimand.Name,
            Plan = PlannedWork.Of(SweepPlan.Create(record.Spec)),
        };
    }

    /// <param name="name">The sweep.</param>
    /// <param name="since">Progress of submissions before this one is not shown: it would pass for that of the new one.</param>
    /// <param name="cancellation"/>
    /// <exception cref="RefusedException">There is no such sweep.</exception>
    public async Task<SweepView> ViewAsync(string name, DateTimeOffset since, CancellationToken cancellation)
    {
        var state = (await sweeps.IndexAsync(cancellation)).StateOf(name) ?? throw await UnknownAsync(name, cancellation);
        var progress = await documents.GetAsync(LedgerKeys.Progress(name), LedgerJson.Default.SweepProgress, cancellation);
        return View(name, state, await sweeps.WhyPausedAsync(name, cancellation), progress?.SubmittedAt >= since ? progress : null, MostFailures);
    }

    /// <exception cref="RefusedException">There is no such sweep.</exception>
    public async Task<SweepRecord> RecordAsync(string name, CancellationToken cancellation) =>
        await sweeps.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);

    /// <summary>Says that there is no such sweep, and which name was perhaps meant.</summary>
    public async Task<RefusedException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var known = (await sweeps.IndexAsync(cancellation)).Known;
        var latest = known.Count == 0 ? "none was submitted yet" : $"the latest are {string.Join(", ", known.Reverse().Take(5))}";
        return RefusedException.NotFound($"There is no sweep '{name}' here{Nearest.Hint(name, known)}; {latest}.");
    }

    private static SweepView View(string name, SweepState state, PauseRecord? paused, SweepProgress? progress, int mostFailures) => new()
    {
        Name = name,
        State = state,
        Paused = paused?.Reason,
        Progress = progress is null ? null : progress with { Failures = [.. progress.Failures.Take(mostFailures)] },
        FailureCount = progress?.Failures.Count ?? 0,
    };
}
