using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>Which keys a bundle may speak of: those that its own specification plans. So a bundle cannot put anything else into a ledger.</summary>
internal static class BundleKeys
{
    /// <exception cref="InputException">It speaks of another, or of an artifact that is not in it; names the entry and the key.</exception>
    public static void Check(string file, Bundle bundle)
    {
        var (sweep, facts) = (bundle.Sweep, bundle.Facts);
        if (sweep.Name != bundle.Manifest.Sweep || sweep.Spec.Name != sweep.Name) throw BundleCheck.Wrong(file, BundleNames.Sweep, $"is of another sweep than '{bundle.Manifest.Sweep}'");
        var planned = Planned(sweep, facts);
        Refuse(facts.Datasets.Keys, planned.Recipes, "dataset");
        Refuse(facts.Models.Keys, planned.Models, "model");
        Refuse(facts.Cells.Select(cell => $"{cell.Cell}:{cell.Judgement}"), planned.Cells, "cell");
        Refuse(facts.CanaryReferences.Keys, planned.Canaries, "canary");
        Refuse(facts.Accounts.Keys, [SpendingAccounts.Sweep(sweep.Name), .. SpendingAccounts.Stages.Select(stage => SpendingAccounts.Stage(sweep.Name, stage))], "account");
        Refuse(bundle.Artifacts, [.. BundleExport.ArtifactsOf(facts).Select(artifact => artifact.Sha256)], "artifact");
        if (BundleExport.ArtifactsOf(facts).FirstOrDefault(artifact => !bundle.Manifest.Entries.ContainsKey(artifact.Path)) is { Path: { } absent }) throw BundleCheck.Wrong(file, absent, "is missing");

        void Refuse(IEnumerable<string> said, HashSet<string> known, string what)
        {
            if (said.FirstOrDefault(key => !known.Contains(key)) is { } foreign) throw BundleCheck.Wrong(file, BundleNames.Facts, $"speaks of {what} {foreign}, which the sweep does not have");
        }
    }

    /// <summary>The sets of slots that a bundle may fill.</summary>
    public static HashSet<string> SlotSets(SweepRecord sweep, BundleFacts facts)
    {
        var sets = facts.Cells.SelectMany(cell => (string[])[LedgerKeys.Answers(cell.Cell), LedgerKeys.Verdicts(cell.Cell, cell.Judgement)]).ToHashSet(StringComparer.Ordinal);
        foreach (var canary in PlannedCanary.Of(sweep.Spec))
        {
            sets.Add(LedgerKeys.Verdicts(canary.Key, canary.Round(sweep.Name, sweep.SubmittedAt)));
            if (facts.CanaryReferences.TryGetValue(BundleCollector.ReferenceOf(canary.Key, canary.Judgement), out var reference))
                sets.Add(LedgerKeys.Verdicts(canary.Key, reference.Round));
        }

        return sets;
    }

    private static PlannedKeys Planned(SweepRecord sweep, BundleFacts facts)
    {
        var planned = new PlannedKeys([], [], [], [.. PlannedCanary.Of(sweep.Spec).Select(canary => BundleCollector.ReferenceOf(canary.Key, canary.Judgement))]);
        foreach (var run in SweepPlan.Create(sweep.Spec).Runs)
        {
            if (run.Dataset is not { } recipe)
            {
                planned.Add(CellPlanner.Cells(sweep.Spec, run, run.Base));
                continue;
            }

            planned.Recipes.Add(recipe.Key);
            if (!facts.Datasets.TryGetValue(recipe.Key, out var dataset))
                continue;

            var model = run.ModelKey(dataset.Sha256);
            planned.Add(CellPlanner.Cells(sweep.Spec, run, model));
            if (run.FineTune is null)
                continue;

            planned.Models.Add(model);
            foreach (var kept in facts.Models.GetValueOrDefault(model)?.Checkpoints ?? [])
                planned.Add(CellPlanner.CheckpointCells(sweep.Spec, run, model, kept.Step));
        }

        return planned;
    }

    private sealed record PlannedKeys(HashSet<string> Recipes, HashSet<string> Models, HashSet<string> Cells, HashSet<string> Canaries)
    {
        public void Add(IEnumerable<PlannedCell> cells) => Cells.UnionWith(cells.Select(cell => $"{cell.Key}:{cell.Judgement}"));
    }
}
