using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Results;

/// <summary>How far a sweep is, as far as its results depend on it: results of an equal state are equal.</summary>
/// <param name="SubmittedAt">The submission.</param>
/// <param name="Answers">Answers there are, and those to be had; null before the Coordinator's first look.</param>
/// <param name="Verdicts">The same of verdicts.</param>
/// <param name="Runs">Runs that are whole.</param>
/// <param name="Failures">Things that cannot be finished, which the results name.</param>
/// <param name="IsOver">Whether nothing more comes: it is settled or cancelled.</param>
internal sealed record ResultsState(DateTimeOffset SubmittedAt, StageProgress? Answers, StageProgress? Verdicts, long? Runs, int Failures, bool IsOver)
{
    public static ResultsState Of(SweepRecord sweep, SweepView view) => new(
        sweep.SubmittedAt, view.Progress?.Answers, view.Progress?.Verdicts, view.Progress?.Runs.Done, view.FailureCount, view.State is SweepState.Settled or SweepState.Cancelled);
}
