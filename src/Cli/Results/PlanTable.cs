using System.Globalization;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Planning;
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
        Terminal.Out.Write(table);
        TrainingTable.Write(Terminal.Out, await PlannedTraining.OfAsync(spec, cancellation));
        Terminal.Out.WriteLine($"Estimand: {spec.Estimand.Name}");
        if (spec.Checkpoints is not null)
            Terminal.Out.WriteLine(spec.Onset is null ? "Checkpoints come on top: how many there are is known when a model is trained." : "Checkpoints come on top, as many as the search for the onset needs.");

        if (spec.Until is { } until)
            Terminal.Out.WriteLine($"Stops at {until.Name}; each cell begins with {until.AtLeast} samples and gets {until.Step} at a time.");
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
