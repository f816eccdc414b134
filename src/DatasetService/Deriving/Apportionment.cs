namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>Whole rows for shares: each share's floor, and the rows that are left to the largest remainders (Hamilton's method).</summary>
internal static class Apportionment
{
    /// <param name="shares">They come to 1.</param>
    /// <param name="rows">What the counts come to.</param>
    public static int[] Of(IReadOnlyList<double> shares, int rows)
    {
        var exact = shares.Select(share => (decimal)share * rows).ToList();
        int[] counts = [.. exact.Select(count => (int)decimal.Floor(count))];
        var left = rows - counts.Sum();
        foreach (var part in Enumerable.Range(0, counts.Length).OrderByDescending(part => exact[part] - counts[part]).Take(left))
            counts[part]++;

        return counts;
    }
}
