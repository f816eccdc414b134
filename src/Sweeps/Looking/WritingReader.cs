using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Counts what models have written for datasets that are not whole yet, without reading any of it.</summary>
public sealed class WritingReader(Documents documents, Slots slots)
{
    /// <returns>Null where nothing is being written.</returns>
    public async Task<WritingProgress?> ReadAsync(SweepSpec spec, CancellationToken cancellation)
    {
        List<DatasetRecipe> recipes = [.. SweepPlan.Create(spec).Runs.Select(run => run.Dataset).OfType<DatasetRecipe>().Distinct()];
        var keys = recipes.ConvertAll(recipe => LedgerKeys.Dataset(recipe.Key));
        var whole = await documents.GetManyAsync(keys, LedgerJson.Default.DatasetRecord, cancellation);
        List<Generation> generations = [.. Generation.Of(recipes.Where((_, i) => !whole.ContainsKey(keys[i])))];
        if (generations.Count == 0)
            return null;

        var answers = await slots.BitmapsAsync(generations.ConvertAll(generation => LedgerKeys.Attempts(generation.Key)), cancellation);
        return new WritingProgress(answers.Sum(written => (long)written.Count), generations.Sum(generation => generation.Rows));
    }
}
