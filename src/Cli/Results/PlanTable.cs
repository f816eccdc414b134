using System.Globalization;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Specs;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>A sweep's plan as a table in the terminal.</summary>
internal static class PlanTable
{
    public static void Write(IAnsiConsole console, SweepSpec spec, PlannedSweep plan)
    {
        var most = spec.Until is null ? "" : " at most";
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"Plan of {spec.Name}")) };
        table.AddColumn("");
        table.AddColumn(new TableColumn("planned").RightAligned());
        table.AddColumn(new TableColumn("done already").RightAligned());
        Row(table, "runs (base × condition × seed)", plan.Runs, Count(plan.Done?.Runs));
        Row(table, "fine-tunes", plan.FineTunes, Count(plan.Done?.FineTunes));
        Row(table, "cells (model × question × variant)", plan.Cells, "");
        Row(table, $"samples{most}", plan.Samples, Count(plan.Done?.Samples));
        Row(table, $"judge calls{most}", plan.JudgeCalls, Count(plan.Done?.JudgeCalls));
        Checkpoints(table, plan.Checkpoints, spec.Onset is null ? "" : " at most");
        Writing(table, plan.Writing);
        console.Write(table);
        TrainingTable.Write(console, plan.Trainings);
        if (plan.Cost is { } cost)
            CostTable.Write(console, cost);

        foreach (var sentence in plan.Unpriced)
            console.WriteLine($"Unpriced: {sentence}");

        console.WriteLine($"Estimand: {plan.Estimand}");
        if (plan.Checkpoints is { AreKnown: false })
            console.WriteLine("Checkpoints that the provider decides on come on top: how many there are is known when a model is trained.");

        if (spec.Until is { } until)
            console.WriteLine($"Stops at {until.Name}; each cell begins with {until.AtLeast} samples and gets {until.Step} at a time.");
    }

    private static void Checkpoints(Table table, PlannedCheckpoints? checkpoints, string most)
    {
        if (checkpoints is not { Count: > 0 })
            return;

        Row(table, $"checkpoints{most}", checkpoints.Count, "");
        Row(table, $"their samples{most}", checkpoints.Samples, "");
        Row(table, $"their judge calls{most}", checkpoints.JudgeCalls, "");
    }

    private static void Writing(Table table, WritingCalls? calls)
    {
        if (calls is null)
            return;

        Row(table, "calls that write rows, at least", calls.Writer, "");
        Row(table, "calls that judge rows, at least", calls.Judge, "");
    }

    private static void Row(Table table, string what, long planned, string done) => table.AddRow(Markup.Escape(what), Count(planned), done);

    private static string Count(long? number) => (number ?? 0).ToString("N0", CultureInfo.InvariantCulture);
}
