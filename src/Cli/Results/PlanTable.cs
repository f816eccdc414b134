using System.Globalization;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>A sweep's plan as a table in the terminal.</summary>
internal static class PlanTable
{
    public static async Task WriteAsync(SweepSpec spec, LocalOptions options, CancellationToken cancellation)
    {
        var plan = SweepPlan.Create(spec);
        var done = await DoneAsync(spec, options, cancellation);
        var trainings = await PlannedTraining.OfAsync(spec, cancellation);
        var checkpoints = spec.Checkpoints is null ? null : PlannedCheckpoints.Of(plan, trainings);
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"Plan of {spec.Name}")) };
        table.AddColumn("");
        table.AddColumn(new TableColumn("planned").RightAligned());
        table.AddColumn(new TableColumn("done already").RightAligned());
        var metrics = plan.Verdicts == 0 ? 0 : plan.JudgeCalls / (double)plan.Verdicts;
        Row(table, "runs (base × condition × seed)", plan.Runs.Count, Count(done?.Runs.Done));
        Row(table, "fine-tunes", plan.FineTunes, Count(done?.FineTunes.Done));
        Row(table, "cells (model × question × variant)", plan.Cells, "");
        var most = spec.Until is null ? "" : " at most";
        Row(table, $"samples{most}", plan.Samples, Count(done?.Answers.Done));
        Row(table, $"judge calls{most}", plan.JudgeCalls, Count((long?)(done?.Verdicts.Done * metrics)));
        Checkpoints(table, checkpoints, spec.Onset is null ? "" : " at most");
        Writing(table, WritingCalls.Of(plan));
        Terminal.Out.Write(table);
        TrainingTable.Write(Terminal.Out, trainings);
        CostTable.Write(Terminal.Out, plan, trainings, options);
        Terminal.Out.WriteLine($"Estimand: {spec.Estimand.Name}");
        if (checkpoints is { AreKnown: false })
            Terminal.Out.WriteLine("Checkpoints that the provider decides on come on top: how many there are is known when a model is trained.");

        if (spec.Until is { } until)
            Terminal.Out.WriteLine($"Stops at {until.Name}; each cell begins with {until.AtLeast} samples and gets {until.Step} at a time.");
    }

    private static void Checkpoints(Table table, PlannedCheckpoints? checkpoints, string most)
    {
        if (checkpoints is not { Count: > 0 })
            return;

        Row(table, $"checkpoints{most}", checkpoints.Count, "");
        Row(table, $"their samples{most}", checkpoints.Samples, "");
        Row(table, $"their judge calls{most}", checkpoints.JudgeCalls, "");
    }

    private static void Writing(Table table, WritingCalls calls)
    {
        if (calls.Writer == 0)
            return;

        Row(table, "calls that write rows, at least", calls.Writer, "");
        Row(table, "calls that judge rows, at least", calls.Judge, "");
    }

    /// <summary>Null where there is no ledger yet: nothing is done, and looking must not make one.</summary>
    private static async Task<SweepProgress?> DoneAsync(SweepSpec spec, LocalOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.Ledger))
            return null;

        await using var session = await LedgerSession.OpenAsync(options, cancellation);
        var now = TimeProvider.System.GetUtcNow();
        var sweep = new SweepRecord { Name = spec.Name, Spec = spec, Miniature = false, SubmittedAt = now };
        return ProgressTally.Of(await session.Services.GetRequiredService<SweepObserver>().LookAsync(sweep, cancellation), null, now, now);
    }

    private static void Row(Table table, string what, long planned, string done) => table.AddRow(Markup.Escape(what), Count(planned), done);

    private static string Count(long? number) => (number ?? 0).ToString("N0", CultureInfo.InvariantCulture);
}
