using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What the ledger says of one run. Later parts are unknown until the earlier ones exist: a model's key needs its dataset's hash.</summary>
public sealed record RunFacts
{
    /// <summary>The dataset; null while it is missing, or when the run needs none.</summary>
    public DatasetRecord? Dataset { get; init; }

    /// <summary>The model's key; null while the dataset is missing.</summary>
    public string? ModelKey { get; init; }

    public ModelRecord? Model { get; init; }

    /// <summary>Whether the model is there, and it is not known which checkpoints were kept on the way, which the sweep asks.</summary>
    public bool LacksCheckpoints { get; init; }

    public IReadOnlyList<CellFacts> Cells { get; init; } = [];

    /// <summary>Steps of the finished model, past all checkpoints that are asked; of a run whose model is there.</summary>
    public int LastStep() => Model!.LastStep(Cells.Max(cell => cell.Cell.Checkpoint) ?? 0);
}
