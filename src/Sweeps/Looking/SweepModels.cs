using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>The fine-tuned models of a sweep, as far as their datasets are made: only then is it known what they are called.</summary>
public sealed class SweepModels(Documents documents)
{
    public async Task<IReadOnlyList<string>> OfAsync(SweepSpec spec, CancellationToken cancellation)
    {
        var runs = SweepPlan.Create(spec).Runs.Where(run => run.FineTune is not null).ToLookup(run => LedgerKeys.Dataset(run.Dataset!.Key));
        var datasets = await documents.GetManyAsync([.. runs.Select(group => group.Key)], LedgerJson.Default.DatasetRecord, cancellation);
        return [.. datasets.SelectMany(dataset => runs[dataset.Key].Select(run => run.FineTune!.ModelKey(dataset.Value.Sha256))).Distinct(StringComparer.Ordinal)];
    }
}
