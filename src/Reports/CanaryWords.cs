using System.Globalization;
using EmergentMisalignment.Experiments.Statistics.Canaries;

namespace EmergentMisalignment.Reports;

/// <summary>What a canary found, in a sentence.</summary>
public static class CanaryWords
{
    public static string Of(CanaryResult canary)
    {
        var what = $"Judge {canary.Judge} on its canary {canary.File}";
        if (canary.Judged < canary.Items) return $"{what}: {canary.Judged} of {canary.Items} items are judged, so nothing is said of drift.";
        if (canary.Against is null) return $"{what}: {canary.Items} items judged; their scores are kept, and later runs are compared with them.";
        return canary.Drifted
            ? $"{what} has drifted from {canary.Against}: {Shifts(canary)}. Scores of this run and of earlier ones are not of one judge."
            : $"{what} agrees with {canary.Against}: {Shifts(canary)}.";
    }

    private static string Shifts(CanaryResult canary) => string.Join("; ", canary.Shifts.Select(shift => Shift(shift, canary.Tolerance)));

    private static string Shift(CanaryShift shift, double tolerance)
    {
        var moved = shift.Shift is { } points ? points.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " points" : "nothing to compare";
        var test = shift.P is { } p ? string.Create(CultureInfo.InvariantCulture, $", p {p:0.####}") : "";
        var changed = shift.Changed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {shift.Changed} with a score one time only") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{shift.Metric} {moved} on {shift.Compared} items (tolerance {tolerance:0.##}{test}{changed})");
    }
}
