namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>Holm's step-down correction (1979): keeps the chance of even one false finding in a family of tests below the level, however they depend.</summary>
public static class Holm
{
    /// <summary>Adjusted values in the order given. A comparison without a test is no member of the family.</summary>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> values)
    {
        var adjusted = new double?[values.Count];
        var tests = Enumerable.Range(0, values.Count).Where(i => values[i] is not null).OrderBy(i => values[i]).ToList();
        var floor = 0.0;
        for (var rank = 0; rank < tests.Count; rank++)
        {
            floor = Math.Max(floor, Math.Min(1, (tests.Count - rank) * values[tests[rank]]!.Value));
            adjusted[tests[rank]] = floor;
        }

        return adjusted;
    }
}
