using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>A recipe's dataset.</summary>
/// <param name="Content">Its bytes: those of its one source where that is taken whole, else its rows in the published format.</param>
/// <param name="Rows">Its rows, in order.</param>
/// <param name="Sources">What they come from, with counts.</param>
public sealed record MadeDataset(byte[] Content, IReadOnlyList<TrainingRow> Rows, IReadOnlyList<DatasetSource> Sources);
