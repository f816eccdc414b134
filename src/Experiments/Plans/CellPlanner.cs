using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>Lists a run's cells once its model has a name.</summary>
public static class CellPlanner
{
    private static readonly ConditionalWeakTable<SweepSpec, CellTemplates> Templates = [];

    /// <summary>The cells of one run, by question, then variant, then judge: one that several judge comes once for each. Lazy; a cell costs one short hash.</summary>
    /// <param name="spec">The sweep the run belongs to.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="modelKey">The fine-tuned model's key; the base's name for the base condition.</param>
    public static IEnumerable<PlannedCell> Cells(SweepSpec spec, Run run, string modelKey)
    {
        var templates = Templates.GetValue(spec, sweep => new CellTemplates(sweep)).Of(run.Condition);
        var canonicalModel = CanonicalJson.Bytes(modelKey);
        return templates.Select(template => template.For(modelKey, canonicalModel));
    }

    /// <summary>The cells of one of a model's checkpoints, by question, then variant: it is a model of its own.</summary>
    /// <param name="spec">A sweep that asks checkpoints.</param>
    /// <param name="run">One of its runs.</param>
    /// <param name="modelKey">The finished model's key.</param>
    /// <param name="step">The checkpoint's optimiser steps.</param>
    public static IEnumerable<PlannedCell> CheckpointCells(SweepSpec spec, Run run, string modelKey, int step) =>
        Cells(spec, run, FineTuneSettings.CheckpointKey(modelKey, step)).Select(cell => cell with { Checkpoint = step, Samples = spec.CheckpointSamplesOf(cell.Question) });
}
