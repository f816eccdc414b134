using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics.Sequential;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Sequential;

/// <summary>What stopping early promises, put to the test on sweeps whose true rates are known.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    private const int Sweeps = 2000;

    public static TheoryData<UntilSpec> Rules { get; } = [new UntilSpec { HalfWidth = 0.05 }, new UntilSpec { Decided = 0.05 }];

    /// <summary>A sequence keeps only what no look has ruled out, so one that holds the rate at the end has held it at every look.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void In_95_of_100_sweeps_all_sequences_hold_their_rates_at_all_looks(UntilSpec until)
    {
        var (covered, right, asked, all) = (0, 0, 0L, 0L);
        for (var seed = 0; seed < Sweeps; seed++)
        {
            var sweep = Simulate(seed);
            var end = sweep.AllotAll(until);
            covered += end.Arms.Zip(sweep.Rates, (arm, rate) => arm.Low <= rate && rate <= arm.High).All(holds => holds) ? 1 : 0;
            right += end.Pairs.All(pair => IsRight(pair, sweep)) ? 1 : 0;
            asked += end.Arms.Sum(arm => (long)arm.Wanted.Sum());
            all += (long)sweep.Cells * sweep.Ceiling;
        }

        output.WriteLine($"{until.Name}: all rates held in {covered} of {Sweeps} sweeps, all verdicts right in {right}, {100 - 100.0 * asked / all:0.0} % fewer samples");
        Assert.InRange(covered, 0.95 * Sweeps, Sweeps);
        Assert.InRange(right, 0.95 * Sweeps, Sweeps);
        Assert.True(asked < 0.6 * all);
    }

    private static SimulatedSweep Simulate(int seed)
    {
        var random = new Random(seed);
        return new SimulatedSweep(seed, [0.01, 0.01 + 0.02 * random.NextDouble(), 0.1 * random.NextDouble(), 0.2 + 0.3 * random.NextDouble()], ceiling: 100);
    }

    private static bool IsRight(PairAllotment pair, SimulatedSweep sweep)
    {
        var difference = RateOf(pair.Treated) - RateOf(pair.Control);
        return pair.Verdict switch
        {
            PairVerdict.Above => difference > 0,
            PairVerdict.Below => difference < 0,
            PairVerdict.Equal => Math.Abs(difference) <= 0.05,
            _ => true,
        };

        double RateOf(EmergentMisalignment.Experiments.Statistics.Arm arm) => sweep.Rates[sweep.Arms.ToList().IndexOf(arm)];
    }
}
