using System.Globalization;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>How far a sweep is that may stop early: its totals grow, so a count of answers alone would say little.</summary>
public static class SequentialWords
{
    /// <summary>Nothing for a sweep of a fixed number of samples.</summary>
    public static string Of(SweepProgress progress) => progress.Sequential is not { } sequential ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"   enough {sequential.Enough}/{sequential.Arms}{(sequential.Undecided > 0 ? $", undecided {sequential.Undecided}" : "")} (of at most {sequential.Ceiling:N0} answers)");
}
