using System.Globalization;
using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>Says what rests and why, the cause that holds most of the work first.</summary>
public static class StallSummary
{
    /// <param name="stalls">By the name of the shard, recipe or model.</param>
    /// <param name="at">Now.</param>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, Failure> stalls, DateTimeOffset at) =>
    [
        .. from stall in stalls.Values
           group stall by stall.Cause into cause
           orderby cause.Count() descending, cause.Key
           let last = at - cause.Max(stall => stall.At)
           select string.Create(
               CultureInfo.InvariantCulture,
               $"{cause.Count()} waiting, tried {cause.Max(stall => stall.Attempts)} times, last {Math.Max(0, last.TotalSeconds):N0} s ago: {cause.Key}"),
    ];
}
