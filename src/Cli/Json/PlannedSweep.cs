using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Json;

/// <summary>What a sweep comes to, and what of it is there.</summary>
internal sealed record PlannedSweep
{
    public required string Sweep { get; init; }

    /// <summary>The estimand's name.</summary>
    public required string Estimand { get; init; }

    /// <summary>Base × condition × seed.</summary>
    public required long Runs { get; init; }

    public required long FineTunes { get; init; }

    /// <summary>Model × question × variant.</summary>
    public required long Cells { get; init; }

    /// <summary>Answers, the most where the sweep may stop early.</summary>
    public required long Samples { get; init; }

    /// <summary>Calls on them, the most where the sweep may stop early.</summary>
    public required long JudgeCalls { get; init; }

    /// <summary>Null where none is asked.</summary>
    public required PlannedCheckpoints? Checkpoints { get; init; }

    /// <summary>Calls that write and judge rows; null where nobody writes any.</summary>
    public required WritingCalls? Writing { get; init; }

    public required IReadOnlyList<PlannedTraining> Trainings { get; init; }

    /// <summary>Null where nothing costs anything.</summary>
    public required PlannedCost? Cost { get; init; }

    /// <summary>A sentence for each model that has no price and is not declared free.</summary>
    public required IReadOnlyList<string> Unpriced { get; init; }

    /// <summary>What is finished already; null where there is no ledger.</summary>
    public required DoneWork? Done { get; init; }

    public static async Task<PlannedSweep> OfAsync(SweepSpec spec, LocalOptions options, CancellationToken cancellation)
    {
        var plan = SweepPlan.Create(spec);
        var trainings = await PlannedTraining.OfAsync(spec, cancellation);
        var (cost, unpriced) = PlannedCost.Of(plan, trainings, options);
        return new PlannedSweep
        {
            Sweep = spec.Name,
            Estimand = spec.Estimand.Name,
            Runs = plan.Runs.Count,
            FineTunes = plan.FineTunes,
            Cells = plan.Cells,
            Samples = plan.Samples,
            JudgeCalls = plan.JudgeCalls,
            Checkpoints = spec.Checkpoints is null ? null : PlannedCheckpoints.Of(plan, trainings),
            Writing = WritingCalls.Of(plan) is { Writer: > 0 } calls ? calls : null,
            Trainings = trainings,
            Cost = cost,
            Unpriced = unpriced,
            Done = await DoneAsync(plan, options, cancellation),
        };
    }

    /// <summary>Null where there is no ledger yet: nothing is done, and looking must not make one.</summary>
    private static async Task<DoneWork?> DoneAsync(SweepPlan plan, LocalOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.Ledger))
            return null;

        await using var session = await LedgerSession.OpenAsync(options, cancellation);
        var now = TimeProvider.System.GetUtcNow();
        var sweep = new SweepRecord { Name = plan.Spec.Name, Spec = plan.Spec, Miniature = false, SubmittedAt = now };
        var done = ProgressTally.Of(await session.Services.GetRequiredService<SweepObserver>().LookAsync(sweep, cancellation), null, now, now);
        var metrics = plan.Verdicts == 0 ? 0 : plan.JudgeCalls / (double)plan.Verdicts;
        return new DoneWork(done.Runs.Done, done.FineTunes.Done, done.Answers.Done, (long)(done.Verdicts.Done * metrics));
    }
}
