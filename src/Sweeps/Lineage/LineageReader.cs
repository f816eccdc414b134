using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Yaml;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>
/// Reads what runs are computed from. A key is a hash and cannot be undone, so a key is looked for among all those that the ledger's sweeps come to; texts of answers are not
/// read.
/// </summary>
public sealed class LineageReader(SweepRegistry sweeps, Documents documents)
{
    /// <summary>By base, then condition, then seed.</summary>
    /// <exception cref="InputException">There is no such sweep.</exception>
    public async Task<IReadOnlyList<RunLineage>> ReadAsync(string sweep, CancellationToken cancellation)
    {
        if (await sweeps.FindAsync(sweep, cancellation) is { } record)
            return await ReadAsync(record, cancellation);

        var known = (await sweeps.IndexAsync(cancellation)).Known;
        throw new InputException($"There is no sweep '{sweep}' in this ledger{Nearest.Hint(sweep, known)}.", null, null, sweep);
    }

    /// <summary>The latest sweep's place that a key names; null where no sweep comes to it.</summary>
    /// <exception cref="InputException">It is no key.</exception>
    public async Task<KeyPlace?> FindAsync(string key, CancellationToken cancellation)
    {
        if (!IsKey(key))
            throw new InputException($"'{key}' is no key: a key is {Key.Length} lower-case hexadecimal characters, as manifest.json and the columns cell and judgement have them.", null, null, key);

        foreach (var name in (await sweeps.IndexAsync(cancellation)).Known.Reverse())
        {
            if (await sweeps.FindAsync(name, cancellation) is { } record && Places(await ReadAsync(record, cancellation), key).FirstOrDefault() is { } place)
                return place;
        }

        return null;
    }

    public static bool IsKey(string text) => text.Length == Key.Length && text.All(char.IsAsciiHexDigitLower);

    private async Task<IReadOnlyList<RunLineage>> ReadAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var runs = SweepPlan.Create(sweep.Spec).Runs;
        List<string> recipes = [.. runs.Select(run => run.Dataset).OfType<DatasetRecipe>().Distinct().Select(recipe => LedgerKeys.Dataset(recipe.Key))];
        var datasets = await documents.GetManyAsync(recipes, LedgerJson.Default.DatasetRecord, cancellation);
        List<RunLineage> lineages =
            [.. runs.Select(run => new RunLineage(sweep.Name, sweep.Spec, run, run.Dataset is { } recipe ? datasets.GetValueOrDefault(LedgerKeys.Dataset(recipe.Key))?.Sha256 : null, []))];
        return sweep.Spec.Checkpoints is null ? lineages : await WithStepsAsync(lineages, cancellation);
    }

    private async Task<IReadOnlyList<RunLineage>> WithStepsAsync(List<RunLineage> runs, CancellationToken cancellation)
    {
        List<string> keys = [.. runs.Where(run => run is { Run.FineTune: not null, ModelKey: not null }).Select(run => LedgerKeys.Model(run.ModelKey!)).Distinct()];
        var models = await documents.GetManyAsync(keys, LedgerJson.Default.ModelRecord, cancellation);
        return
        [
            .. runs.Select(run => run.ModelKey is { } model && models.GetValueOrDefault(LedgerKeys.Model(model)) is { Checkpoints: { } kept }
                ? run with { Steps = [.. kept.Select(checkpoint => checkpoint.Step)] }
                : run),
        ];
    }

    private static IEnumerable<KeyPlace> Places(IReadOnlyList<RunLineage> runs, string key)
    {
        foreach (var run in runs)
        {
            if (run.DatasetKey == key) yield return new KeyPlace(run, LineageStage.Dataset, null);
            if (run.ModelKey == key) yield return new KeyPlace(run, LineageStage.Model, null);
            foreach (var cell in run.Cells())
            {
                if (cell.Key == key) yield return new KeyPlace(run, LineageStage.Answers, cell);
                if (cell.Judgement == key) yield return new KeyPlace(run, LineageStage.Verdicts, cell);
            }
        }
    }
}
