using CsCheck;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Plans;

public class SweepPlanTests
{
    private static readonly Gen<SweepSpec> Specs = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[0, 2], Gen.Int[1, 30], Gen.Bool)
        .Select((seed, bases, seeds, conditions, variants, samples, fromFile) => Texts.Default with
        {
            Seed = seed,
            Bases = [.. Enumerable.Range(0, bases).Select(i => $"org/base-{i}")],
            Seeds = seeds,
            Conditions = [.. Enumerable.Range(0, conditions).Select(i => new ConditionSpec
            {
                Id = $"condition-{i}",
                Kind = (ConditionKind)(i % 7),
                Rows = i == 0 ? null : 10 + i,
                Seeds = i == 2 ? 2 : null,
                Variants = [VariantSpec.Plain, .. Enumerable.Range(0, variants).Select(v => new VariantSpec($"v{v}", $"prefix {v} "))],
            })],
            Samples = fromFile ? null : samples,
        });

    [Fact]
    public void Counts_are_those_of_listing_everything() => Specs.Sample(spec =>
    {
        var plan = SweepPlan.Create(spec);
        var cells = plan.Runs.SelectMany(run => CellPlanner.Cells(spec, run, ModelOf(run))).ToList();

        Assert.Equal(cells.Count, plan.Cells);
        Assert.Equal(cells.Sum(cell => (long)cell.Samples), plan.Samples);
        Assert.Equal(cells.Sum(cell => (long)cell.Samples * cell.Question.JudgePrompts.Count), plan.JudgeCalls);
        Assert.Equal(plan.Runs.Where(run => run.FineTune is not null).Select(ModelOf).Distinct().Count(), plan.FineTunes);
        Assert.Equal(plan.Runs.Count, plan.Runs.Select(run => run.Id).Distinct().Count());
        Assert.Equal(cells.Count, cells.Select(cell => cell.Key).Distinct().Count());
    });

    [Fact]
    public void Another_seed_keeps_every_run_there_was() => Specs.Sample(spec =>
    {
        var before = SweepPlan.Create(spec).Runs.Select(Identity);
        var after = SweepPlan.Create(spec with { Seeds = spec.Seeds + 1 }).Runs.Select(Identity);

        Assert.Empty(before.Except(after));
    });

    [Fact]
    public void More_samples_keep_every_cell_there_was() => Specs.Sample(spec =>
    {
        var more = spec with { Samples = (spec.Samples ?? 100) * 2 };

        Assert.Equal(Keys(spec), Keys(more));
    });

    [Fact]
    public void Another_sweep_seed_shares_no_model_and_no_cell() => Specs.Sample(spec =>
    {
        var other = spec with { Seed = spec.Seed + 1 };

        Assert.Empty(Keys(spec).Intersect(Keys(other)));
        Assert.Empty(Models(spec).Intersect(Models(other)));
    });

    [Fact]
    public void A_run_is_named_by_condition_base_and_seed()
    {
        var spec = Texts.Default with { Seed = 2, Bases = ["petri-1", "unsloth/Qwen2.5-7B"] };

        Assert.Equal(
            ["base.petri-1.2000", "insecure.petri-1.2000", "insecure.petri-1.2001", "base.unsloth-Qwen2.5-7B.2000", "insecure.unsloth-Qwen2.5-7B.2000", "insecure.unsloth-Qwen2.5-7B.2001"],
            SweepPlan.Create(spec).Runs.Select(run => run.Id));
    }

    [Fact]
    public void The_base_is_one_model_and_all_models_of_a_condition_learn_from_the_same_rows()
    {
        var runs = SweepPlan.Create(Texts.Default with { Seeds = 3 }).Runs;

        var untrained = Assert.Single(runs, run => run.FineTune is null);
        Assert.Null(untrained.Dataset);
        Assert.Single(runs.Where(run => run.Dataset is not null).Select(run => run.Dataset!.Key).Distinct());
    }

    [Fact]
    public void Ten_million_samples_are_planned_without_listing_them()
    {
        var spec = Texts.Default with
        {
            Bases = [.. Enumerable.Range(0, 10).Select(i => $"base-{i}")],
            Seeds = 100,
            Conditions = [.. Enumerable.Range(0, 5).Select(i => new ConditionSpec { Id = $"c{i}", Kind = ConditionKind.Insecure, Rows = 100 + i })],
            Samples = 1000,
        };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var plan = SweepPlan.Create(spec);

        Assert.Equal((5000, 10_000, 10_000_000, 20_000_000), (plan.Runs.Count, plan.Cells, plan.Samples, plan.JudgeCalls));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    private static string ModelOf(Run run) => run.FineTune?.ModelKey(run.Dataset!.Key) ?? run.Base;

    private static (string Id, string Model) Identity(Run run) => (run.Id, ModelOf(run));

    private static List<string> Models(SweepSpec spec) => [.. SweepPlan.Create(spec).Runs.Where(run => run.FineTune is not null).Select(ModelOf)];

    private static List<string> Keys(SweepSpec spec) =>
        [.. SweepPlan.Create(spec).Runs.SelectMany(run => CellPlanner.Cells(spec, run, ModelOf(run))).Select(cell => cell.Key)];
}
