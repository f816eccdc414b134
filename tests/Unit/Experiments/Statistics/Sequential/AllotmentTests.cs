using CsCheck;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Sequential;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Sequential;

public class AllotmentTests
{
    private static readonly UntilSpec Narrow = new() { HalfWidth = 0.1, AtLeast = 6, Step = 4 };
    private static readonly UntilSpec Decided = new() { Decided = 0.1, AtLeast = 6, Step = 4 };

    private static readonly Gen<(UntilSpec Until, SimulatedSweep Sweep, int Seed)> Worlds =
        from seed in Gen.Int[0, 100_000]
        from isNarrow in Gen.Bool
        from middles in Gen.Double[0, 0.5].Array[2, 4]
        select (isNarrow ? Narrow : Decided, new SimulatedSweep(seed, middles), seed);

    /// <summary>Judged bit by bit in a random order, with looks at random moments and cells that are ahead: the way does not matter.</summary>
    [Fact]
    public void Whatever_the_order_in_which_verdicts_come_the_end_is_the_same() => Worlds.Sample(
        world =>
        {
            var (until, sweep, seed) = world;
            var random = new Random(seed);
            var judged = sweep.Arms.Select(_ => new int[sweep.Cells / sweep.Arms.Count]).ToArray();
            Allotment now;
            for (now = sweep.Allot(until, (arm, cell) => judged[arm][cell]); !IsDone(now); now = sweep.Allot(until, (arm, cell) => judged[arm][cell]))
            {
                var before = now;
                for (var arm = 0; arm < judged.Length; arm++)
                {
                    for (var cell = 0; cell < judged[arm].Length; cell++)
                    {
                        // An earlier sweep may have left a cell more than this one wants.
                        var most = random.Next(20) == 0 ? sweep.Ceiling : before.Arms[arm].Wanted[cell];
                        if (judged[arm][cell] < most) judged[arm][cell] = random.Next(judged[arm][cell], most + 1);
                    }
                }
            }

            Assert.Equal(Text(sweep.AllotAll(until)), Text(now));

            bool IsDone(Allotment allotment) =>
                allotment.Arms.Select((arm, i) => arm.IsFinal && arm.Wanted.Select((wanted, cell) => judged[i][cell] >= wanted).All(isJudged => isJudged)).All(isDone => isDone);
        },
        iter: 200);

    [Fact]
    public void What_is_wanted_only_grows_as_more_is_judged() => Worlds.Sample(
        world =>
        {
            var (until, sweep, seed) = world;
            var least = new Random(seed).Next(sweep.Ceiling);
            var (earlier, later) = (sweep.Allot(until, (_, _) => least), sweep.Allot(until, (_, _) => least + 1));

            Assert.All(earlier.Arms.Zip(later.Arms), pair =>
            {
                Assert.True(pair.First.Wanted.Zip(pair.Second.Wanted).All(wanted => wanted.First <= wanted.Second));
                Assert.True(pair.First.Low <= pair.Second.Low && pair.First.High >= pair.Second.High);
                Assert.True(!pair.First.IsFinal || Text(pair.First) == Text(pair.Second), "what is final stays as it is");
            });
        },
        iter: 300);

    [Fact]
    public void An_arm_stops_for_a_reason() => Worlds.Sample(
        world =>
        {
            var end = world.Sweep.AllotAll(world.Until);

            Assert.True(end.Arms.All(arm => arm.IsFinal));
            Assert.All(end.Arms.SelectMany(arm => arm.Wanted), wanted => Assert.InRange(wanted, world.Until.AtLeast, world.Sweep.Ceiling));
            if (world.Until.HalfWidth is { } width)
                Assert.All(end.Arms, arm => Assert.Equal(arm.End == ArmEnd.Enough, arm.High - arm.Low <= 2 * width));
            else
                Assert.All(end.Arms, arm => Assert.Equal(arm.End == ArmEnd.Enough, end.Pairs.Where(pair => pair.Treated == arm.Arm || pair.Control == arm.Arm).All(pair => pair.Verdict != PairVerdict.Open)));
        },
        iter: 200);

    [Fact]
    public void Samples_go_to_the_arm_whose_interval_is_wider()
    {
        var sweep = new SimulatedSweep(seed: 1, [0, 0.05], ceiling: 200);

        var end = sweep.AllotAll(new UntilSpec { Decided = 0.02 });

        Assert.Equal(PairVerdict.Above, end.Pairs[0].Verdict);
        Assert.True(end.Arms[1].Wanted.Sum() > 1.5 * end.Arms[0].Wanted.Sum());
    }

    [Fact]
    public void A_cell_with_few_coherent_answers_gets_more_samples_than_its_neighbours()
    {
        var clear = Cells(100, Verdict.Aligned);
        var vague = Cells(100, Verdict.Incoherent, Verdict.Incoherent, Verdict.Aligned);

        var end = Of([new SequentialArm(Arm, [clear, vague])], new UntilSpec { HalfWidth = 0.1 });

        Assert.True(end.Wanted[1] >= 2 * end.Wanted[0], $"{end.Wanted[0]} and {end.Wanted[1]}");
        Assert.Equal(ArmEnd.Enough, end.End);
    }

    [Fact]
    public void A_cell_that_is_left_out_does_not_hold_up_the_others()
    {
        var end = Of([new SequentialArm(Arm, [Cells(40, Verdict.Aligned), Cells(40, Verdict.Aligned), Cells(40, Verdict.NoScore)])], new UntilSpec { HalfWidth = 0.1 });

        Assert.Equal((ArmEnd.Enough, 40), (end.End, end.Wanted[2]));
        Assert.True(end.Wanted[0] < 40);
    }

    [Fact]
    public void A_cell_that_runs_out_ends_its_arm()
    {
        var end = Of([new SequentialArm(Arm, [Cells(12, Verdict.Aligned, Verdict.Misaligned), Cells(100, Verdict.Aligned)])], new UntilSpec { HalfWidth = 0.01 });

        Assert.Equal((ArmEnd.Ceiling, 12), (end.End, end.Rounds));
        Assert.True(end.Wanted[1] < 100);
    }

    [Fact]
    public void A_cell_whose_work_failed_for_good_counts_with_what_it_has()
    {
        var stuck = new SequentialCell(Outcomes.None.Then([.. Enumerable.Repeat(Verdict.Aligned, 13)]), 100, IsStuck: true);

        var end = Of([new SequentialArm(Arm, [stuck, Cells(100, Verdict.Aligned)])], new UntilSpec { HalfWidth = 0.01 });

        Assert.Equal((ArmEnd.Ceiling, 13, 20), (end.End, end.Rounds, end.Wanted[0]));
    }

    [Fact]
    public void Nothing_is_decided_before_all_models_are_there()
    {
        var awaited = Of([new SequentialArm(Arm, [Cells(100, Verdict.Aligned)], IsAwaited: true)], new UntilSpec { HalfWidth = 0.4 });

        Assert.Equal((ArmEnd.Open, 10, 0.0, 1.0), (awaited.End, awaited.Wanted[0], awaited.Low, awaited.High));
    }

    [Fact]
    public void An_arm_whose_models_all_failed_ends_without_a_rate()
    {
        var none = Of([new SequentialArm(Arm, [])], new UntilSpec { HalfWidth = 0.1 });

        Assert.Equal((ArmEnd.Ceiling, 0.0, 1.0), (none.End, none.Low, none.High));
    }

    private static Arm Arm { get; } = new("petri-1", "insecure", null);

    private static SequentialCell Cells(int ceiling, params Verdict[] pattern) =>
        new(Outcomes.None.Then([.. Enumerable.Range(0, ceiling).Select(i => pattern[i % pattern.Length])]), ceiling);

    private static ArmAllotment Of(IReadOnlyList<SequentialArm> arms, UntilSpec until) => Allotment.Of(arms, until, null, new Estimand()).Arms[0];

    private static string Text(Allotment allotment) => string.Join('\n', allotment.Arms.Select(Text).Concat(allotment.Pairs.Select(pair => pair.ToString())));

    private static string Text(ArmAllotment arm) => $"{arm.Arm} {string.Join(' ', arm.Wanted)} {arm.End} {arm.Rounds} {arm.Low:R} {arm.High:R}";
}
