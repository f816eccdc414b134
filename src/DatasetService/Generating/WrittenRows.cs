using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.DatasetService.Generating;

/// <summary>The rows that a model wrote.</summary>
/// <param name="Content">Their bytes in the published format.</param>
/// <param name="Tally">What it took.</param>
public sealed record WrittenRows(byte[] Content, GenerationTally Tally);
