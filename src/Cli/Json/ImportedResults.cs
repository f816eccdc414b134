using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Cli.Json;

/// <summary>Rates of result files.</summary>
/// <param name="Results">By question, and with a null question for the whole set.</param>
/// <param name="Differences">Each condition against the one that was named; empty where none was.</param>
/// <param name="LeftOut">Cells with too few coherent answers to count.</param>
internal sealed record ImportedResults(IReadOnlyList<RateResult> Results, IReadOnlyList<DifferenceResult> Differences, IReadOnlyList<ThinCell> LeftOut);
