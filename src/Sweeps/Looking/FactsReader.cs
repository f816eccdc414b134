using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Reads what the ledger says of a run, in a handful of round trips whatever the number of cells.</summary>
public sealed class FactsReader(Documents documents, Slots slots)
{
    public async Task<RunFacts> ReadAsync(SweepSpec spec, Run run, CancellationToken cancellation)
    {
        if (run.Dataset is null)
        {
            return new RunFacts { ModelKey = run.Base, Model = Untrained(run), Cells = await CellsAsync([.. CellPlanner.Cells(spec, run, run.Base)], cancellation) };
        }

        var dataset = await documents.GetAsync(LedgerKeys.Dataset(run.Dataset.Key), LedgerJson.Default.DatasetRecord, cancellation);
        if (dataset is null)
            return new RunFacts();

        var modelKey = run.ModelKey(dataset.Sha256);
        var model = run.FineTune is null ? Untrained(run) : await documents.GetAsync(LedgerKeys.Model(modelKey), LedgerJson.Default.ModelRecord, cancellation);
        if (model?.Status != ModelStatus.Ready)
            return new RunFacts { Dataset = dataset, ModelKey = modelKey, Model = model };

        var lacks = spec.Checkpoints is not null && run.FineTune is not null && !model.HasCheckpoints(run.Condition.Training.CheckpointEvery);
        List<PlannedCell> cells = [.. CellPlanner.Cells(spec, run, modelKey), .. lacks ? [] : Steps(spec, run, model).SelectMany(step => CellPlanner.CheckpointCells(spec, run, modelKey, step))];
        return new RunFacts { Dataset = dataset, ModelKey = modelKey, Model = model, LacksCheckpoints = lacks, Cells = await CellsAsync(cells, cancellation) };
    }

    /// <summary>A base model is there from the beginning, under its own name.</summary>
    private static ModelRecord Untrained(Run run) => new() { Status = ModelStatus.Ready, ProviderModel = run.Base, At = default };

    /// <summary>Steps of the checkpoints that the sweep asks; the one that is the finished model is asked as that.</summary>
    private static IEnumerable<int> Steps(SweepSpec spec, Run run, ModelRecord model) => spec.Checkpoints is not { } wanted ? [] :
        (model.Checkpoints ?? [])
            .Where(kept => kept.ProviderModel != model.ProviderModel && wanted.Holds(kept.Step) && kept.Step % (run.Condition.Training.CheckpointEvery ?? 1) == 0)
            .Select(kept => kept.Step);

    private async Task<IReadOnlyList<CellFacts>> CellsAsync(List<PlannedCell> cells, CancellationToken cancellation)
    {
        var archiveKeys = cells.ConvertAll(cell => LedgerKeys.Archive(cell.Key, cell.Judgement));
        var archives = await documents.GetManyAsync(archiveKeys, LedgerJson.Default.ArchiveRecord, cancellation);
        var answers = await slots.BitmapsAsync(cells.ConvertAll(cell => LedgerKeys.Answers(cell.Key)), cancellation);
        var verdicts = await slots.BitmapsAsync(cells.ConvertAll(cell => LedgerKeys.Verdicts(cell.Key, cell.Judgement)), cancellation);
        return [.. cells.Select((cell, i) => new CellFacts(cell, answers[i], verdicts[i], archives.GetValueOrDefault(archiveKeys[i])))];
    }
}
