using System.Numerics;
using CsCheck;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Independent;

public class HolmByClosureTests
{
    /// <summary>
    /// Holm's procedure is the closed test whose every part is Bonferroni's (Marcus, Peritz and Gabriel 1976): the adjusted value of a test is the largest, over all
    /// sets of tests that hold it, of the set's size times its smallest value.
    /// </summary>
    [Fact]
    public void Adjusted_values_agree_with_the_closed_test() => Gen.Double[0, 1].Array[1, 9].Sample(values =>
    {
        var adjusted = Holm.Adjust([.. values.Select(value => (double?)value)]);

        for (var test = 0; test < values.Length; test++)
        {
            var largest = 0.0;
            for (var set = 1u; set < 1u << values.Length; set++)
            {
                if ((set >> test & 1) == 1)
                    largest = Math.Max(largest, Math.Min(1, BitOperations.PopCount(set) * values.Where((_, i) => (set >> i & 1) == 1).Min()));
            }

            Assert.Equal(largest, adjusted[test]!.Value, 1e-12);
        }
    });
}
