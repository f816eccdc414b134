using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Coordinator.Reconciling;

/// <summary>Writes the documents that a shard's keys stand for, before the message or the batch that carries the keys.</summary>
public sealed class CellDescriber(Documents documents)
{
    public async Task DescribeAsync(SweepSpec spec, RunLook look, PlannedCell cell, CancellationToken cancellation)
    {
        var asked = new CellRecord
        {
            Endpoint = spec.Endpoint,
            ProviderModel = look.Facts.Model!.NameAt(cell.Checkpoint),
            Adapter = look.Facts.Model.AdapterAt(cell.Checkpoint),
            Model = look.Run.FineTune is null ? null : look.Facts.ModelKey,
            FineTuneOf = look.Run.FineTune?.Base,
            Shots = look.Run.Dataset?.Shots is null ? null : look.Facts.Dataset!.Sha256,
            Paraphrases = [.. Enumerable.Range(0, cell.Question.Paraphrases.Count).Select(cell.Prompt)],
            System = cell.Question.System,
            Sampling = cell.Sampling,
            TopLogProbs = cell.Question.IsReadFromLogProbs() ? ChoiceSpec.TopLogProbs : 0,
        };
        await documents.PutAsync(LedgerKeys.Cell(cell.Key), asked, LedgerJson.Default.CellRecord, cancellation);
        await documents.PutAsync(LedgerKeys.Judgement(cell.Judgement), Judgements.Of(spec, cell), LedgerJson.Default.JudgementRecord, cancellation);
    }
}
