using System.Text.Json.Serialization;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>Medians over the rounds; each round's definition is at <see cref="Round"/>.</summary>
public sealed record Ratios(
    [property: JsonPropertyName("local_0ms")] double? Local,
    [property: JsonPropertyName("distributed_0ms_per_cpu")] double? DistributedPerCpu,
    [property: JsonPropertyName("local_200ms")] double? LocalOfIdeal,
    [property: JsonPropertyName("distributed_200ms")] double? DistributedOfIdeal)
{
    public const int Slow = 200;

    public static Ratios Of(IReadOnlyList<Round> rounds)
    {
        List<Round> quick = [.. rounds.Where(round => round.LatencyMs == 0)];
        List<Round> slow = [.. rounds.Where(round => round.LatencyMs == Slow)];
        return new(
            Median(quick.Select(round => round.LocalByClock)),
            Median(quick.Select(round => round.DistributedByCpu)),
            Median(slow.Select(round => round.LocalOfIdeal)),
            Median(slow.Select(round => round.DistributedOfIdeal)));
    }

    /// <summary>The middle one, or the mean of the two in the middle; null where there are none.</summary>
    public static double? Median(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
