using CsCheck;
using EmergentMisalignment.Experiments.Statistics.Agreement;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Agreement;

public class AlphaTests
{
    /// <summary>The reliability data of Krippendorff's own example (Computing Krippendorff's Alpha-Reliability, 2011, section C): four observers, twelve units, 0 for missing.</summary>
    private static readonly int[][] Published =
    [
        [1, 1, 0, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [0, 5, 5, 5], [0, 0, 1, 1], [0, 0, 3, 0],
    ];

    private static readonly Gen<int[][]> Units = Gen.Int[0, 3].Array[0, 5].Array[0, 20];

    [Fact]
    public void The_published_example_has_the_published_values()
    {
        var (nominal, interval) = (new NominalAlpha(6), new IntervalAlpha());
        foreach (var unit in Published)
        {
            int[] given = [.. unit.Where(value => value != 0)];
            nominal.Add(given);
            interval.Add([.. given.Select(value => (double)value)]);
        }

        Assert.Equal(0.743, nominal.Value()!.Value, 3);
        Assert.Equal(0.849, interval.Value()!.Value, 3);
    }

    [Fact]
    public void Sums_give_what_all_pairs_give() => Units.Sample(units =>
    {
        var (nominal, interval) = (new NominalAlpha(4), new IntervalAlpha());
        foreach (var unit in units)
        {
            nominal.Add(unit);
            interval.Add([.. unit.Select(value => value * 31.7)]);
        }

        Same(ByPairs(units, (a, b) => a == b ? 0 : 1), nominal.Value());
        Same(ByPairs(units, (a, b) => (a - b) * (a - b)), interval.Value());
    });

    [Fact]
    public void Full_agreement_is_one_and_a_constant_is_undefined()
    {
        var (agreeing, constant) = (new IntervalAlpha(), new NominalAlpha(2));
        foreach (var value in (double[])[10, 50, 90])
            agreeing.Add([value, value, value]);
        constant.Add([1, 1]);

        Assert.Equal(1, agreeing.Value()!.Value, 12);
        Assert.Null(constant.Value());
        Assert.Null(new IntervalAlpha().Value());
    }

    private static void Same(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } value) Assert.Equal(value, actual!.Value, tolerance: 1e-9);
    }

    /// <summary>By the definition: the mean difference within units over that among all pairable values.</summary>
    private static double? ByPairs(int[][] units, Func<int, int, double> difference)
    {
        var pairable = units.Where(unit => unit.Length > 1).ToList();
        int[] all = [.. pairable.SelectMany(unit => unit)];
        if (all.Length == 0) return null;
        var observed = pairable.Sum(unit => Pairs(unit).Sum(pair => difference(pair.A, pair.B)) / (unit.Length - 1)) / all.Length;
        var expected = Pairs(all).Sum(pair => difference(pair.A, pair.B)) / (all.Length * (all.Length - 1.0));
        return expected == 0 ? null : 1 - observed / expected;
    }

    private static IEnumerable<(int A, int B)> Pairs(int[] values) =>
        from i in Enumerable.Range(0, values.Length)
        from j in Enumerable.Range(0, values.Length)
        where i != j
        select (values[i], values[j]);
}
