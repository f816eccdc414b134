namespace EmergentMisalignment.Experiments.Statistics.Canaries;

/// <summary>Tells whether a judge scores the same answers as it did.</summary>
public static class CanaryDrift
{
    /// <summary>A test this surprising counts as drift, however small the shift; by chance alone it comes once in a thousand.</summary>
    public const double Surprising = 0.001;

    /// <summary>More items than this share that gained or lost their score count as drift.</summary>
    public const double MostChanged = 0.05;

    /// <param name="metric">Its name.</param>
    /// <param name="scores">Then and now, an item each; null for no score.</param>
    /// <param name="tolerance">Points by which the mean may move.</param>
    /// <param name="areExpected">Whether "then" is what the file expects and not what the judge once said.</param>
    public static CanaryShift Of(string metric, IReadOnlyList<(double? Then, double? Now)> scores, double tolerance, bool areExpected)
    {
        var both = scores.Where(item => item is { Then: not null, Now: not null }).Select(item => (Then: item.Then!.Value, Now: item.Now!.Value)).ToList();
        var changed = scores.Count(item => item.Then is null != item.Now is null);
        var isLost = changed > MostChanged * scores.Count;
        if (both.Count == 0) return new CanaryShift(metric, 0, null, null, changed, isLost);
        var shift = both.Average(item => item.Now - item.Then);
        double? p = areExpected ? null : Permutation.Paired(both.ConvertAll(item => (item.Now, 1.0)), both.ConvertAll(item => (item.Then, 1.0)), seed: 0).P;
        return new CanaryShift(metric, both.Count, shift, p, changed, isLost || Math.Abs(shift) > tolerance || p <= Surprising);
    }
}
