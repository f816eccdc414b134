using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics;

public class HolmTests
{
    /// <summary>0.005 × 4, then 0.01 × 3, then 0.03 × 2, and 0.04 × 1 raised to the one before it.</summary>
    [Fact]
    public void A_case_worked_by_hand() => Near([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void What_was_not_tested_is_no_member_of_the_family() => Near([0.02, null, 0.03], Holm.Adjust([0.01, null, 0.03]));

    [Fact]
    public void It_is_never_smaller_than_the_value_nor_larger_than_Bonferronis() => Gen.Double[0, 1].Array[1, 8].Sample(values =>
    {
        var adjusted = Holm.Adjust([.. values.Select(value => (double?)value)]);

        for (var i = 0; i < values.Length; i++) Assert.InRange(adjusted[i]!.Value, values[i], Math.Min(1, values.Length * values[i]) + 1e-12);
        Assert.Equal(values.Index().OrderBy(value => value.Item).Select(value => adjusted[value.Index]), adjusted.Order());
    });

    private static void Near(double?[] expected, IReadOnlyList<double?> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First ?? -1, pair.Second ?? -1, 1e-12));
    }
}
