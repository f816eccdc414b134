using CsCheck;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Dynamics;

namespace EmergentMisalignment.Unit.Experiments.Statistics.Dynamics;

public class OnsetSearchTests
{
    private static readonly OnsetSpec Onset = new() { Margin = 0.05 };
    private static readonly Estimand Estimand = new() { Resamples = 400 };

    /// <summary>Models whose rates jump up, each at a step of its own, among so many steps.</summary>
    private static readonly Gen<(int Steps, int[] Jumps)> Worlds =
        from steps in Gen.Int[1, 40]
        from jumps in Gen.Int[1, 45].Array[1, 6]
        select (steps, jumps);

    [Fact]
    public void It_finds_the_first_step_at_which_the_mean_exceeds() => Worlds.Sample(world =>
    {
        var (steps, jumps) = (Steps(world.Steps), world.Jumps);
        var found = OnsetSearch.Of(steps, step => Rates(jumps, step), Onset, Estimand, seed: 0);

        Assert.Equal(steps.Cast<int?>().FirstOrDefault(step => jumps.Average(jump => step >= jump ? 0.3 : 0) > 0.05), found.Estimate);
        Assert.True(found.IsFinal);
    });

    [Fact]
    public void The_interval_runs_from_the_first_models_to_the_last() => Worlds.Sample(world =>
    {
        var (steps, jumps) = (Steps(world.Steps), world.Jumps);
        var found = OnsetSearch.Of(steps, step => Rates(jumps, step), Onset, Estimand, seed: 0);

        Assert.True((found.Low ?? int.MaxValue) <= (found.Estimate ?? int.MaxValue) && (found.Estimate ?? int.MaxValue) <= (found.High ?? int.MaxValue));
        Assert.True((found.Low ?? int.MaxValue) >= jumps.Min());
        Assert.True(found.High is null || found.High <= Math.Max(jumps.Max(), 1));
        if (jumps.Distinct().Count() == 1)
            Assert.Equal((found.Estimate, found.Estimate), (found.Low, found.High));
    });

    [Fact]
    public void It_asks_a_logarithm_of_the_steps_and_not_all()
    {
        var found = OnsetSearch.Of(Steps(1000), step => Rates([300, 320, 340, 360], step), Onset, Estimand, seed: 0);

        Assert.InRange(found.Visited.Count, 10, 31);
        Assert.True(found is { Estimate: 300, Low: 300, High: >= 320 and <= 360 }, $"{found.Low} {found.Estimate} {found.High}");
    }

    /// <summary>Evaluated as it comes, a step or some at a time: the end is that of a search that knows all, and nothing else is asked.</summary>
    [Fact]
    public void Step_by_step_it_comes_to_the_same_and_asks_nothing_else() => Worlds.Select(Gen.Int).Sample((world, seed) =>
    {
        var (steps, random, known) = (Steps(world.Steps), new Random(seed), new HashSet<int>());
        var whole = OnsetSearch.Of(steps, step => Rates(world.Jumps, step), Onset, Estimand, seed: 0);
        OnsetBounds now;
        while (!(now = OnsetSearch.Of(steps, step => known.Contains(step) ? Rates(world.Jumps, step) : null, Onset, Estimand, seed: 0)).IsFinal)
        {
            var wanted = now.Visited.Except(known).ToList();
            Assert.NotEmpty(wanted);
            known.Add(wanted[random.Next(wanted.Count)]);
        }

        Assert.Equal((whole.Low, whole.Estimate, whole.High), (now.Low, now.Estimate, now.High));
        Assert.Equal(whole.Visited, known.Order());
    });

    [Fact]
    public void A_condition_that_never_exceeds_costs_its_finished_models_only()
    {
        var found = OnsetSearch.Of(Steps(50), _ => Rates([99, 99], 1), Onset, Estimand, seed: 0);

        Assert.Equal([50], found.Visited);
        Assert.True(found is { Estimate: null, Low: null, High: null, IsFinal: true, Models: 2, ControlModels: 2 });
    }

    [Fact]
    public void Models_of_other_seeds_are_drawn_apart()
    {
        static StepRates Apart(int step) => new(new Dictionary<int, double> { [0] = step >= 4 ? 0.5 : 0, [1] = 0 }, new Dictionary<int, double> { [7] = 0, [8] = 0.2 });

        var found = OnsetSearch.Of(Steps(10), Apart, Onset, Estimand, seed: 0);

        Assert.True(found is { Estimate: 4, Low: 4, High: null });
    }

    private static IReadOnlyList<int> Steps(int count) => [.. Enumerable.Range(1, count)];

    private static StepRates Rates(int[] jumps, int step) => new(
        jumps.Select((jump, seed) => (seed, rate: step >= jump ? 0.3 : 0.0)).ToDictionary(model => model.seed, model => model.rate),
        jumps.Select((_, seed) => seed).ToDictionary(seed => seed, _ => 0.0));
}
