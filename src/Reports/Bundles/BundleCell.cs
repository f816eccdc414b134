using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>Where the answers and verdicts of a cell lie.</summary>
/// <param name="Cell">The cell's key.</param>
/// <param name="Judgement">The judgement's key.</param>
/// <param name="Archive">The Parquet of its rows under this judgement; null while they are in the ledger, and so in <c>slots.jsonl</c>.</param>
/// <param name="Answers">The Parquet of its answers, under whatever judgement; null as above.</param>
public sealed record BundleCell(string Cell, string Judgement, ArchiveRecord? Archive, ArchiveRecord? Answers);
