using System.Globalization;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>A sweep's state in words.</summary>
public static class SweepWords
{
    public static string Of(SweepState state) => state switch
    {
        SweepState.Active => "running",
        SweepState.Paused => "paused",
        SweepState.Cancelled => "cancelled",
        _ => "settled",
    };

    public static string Of(SweepView view) => view switch
    {
        { State: SweepState.Settled, FailureCount: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{view.FailureCount} missing"),
        { State: SweepState.Settled } => "complete",
        { State: SweepState.Paused, Paused: { } reason } => $"paused: {reason}",
        { State: SweepState.Active, Progress: null } => "waiting for its first look",
        { State: SweepState.Active, FailureCount: > 0 } => string.Create(CultureInfo.InvariantCulture, $"running, {view.FailureCount} missing"),
        _ => Of(view.State),
    };
}
