using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>All answers of a sweep, read once and counted.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Report">What they come to.</param>
/// <param name="Counts">The first judge's verdicts on finished models, which the rates are made of: what another sweep is compared by.</param>
public sealed record SweepReading(SweepRecord Sweep, SweepReport Report, IReadOnlyList<CellCounts> Counts);
