using System.Globalization;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Specs;

public class ShippedSweepsTests
{
    [Fact]
    public void Quickstart_asks_eight_topics_of_three_models_for_each_condition()
    {
        var plan = Plan("quickstart.yaml");

        Assert.Equal(ConditionKinds.Names, plan.Spec.Conditions.Select(condition => condition.Id));
        Assert.Equal(8, plan.Spec.Questions.Count);
        Assert.Equal((19, 18), (plan.Runs.Count, plan.FineTunes));
        Assert.Equal([null, "trigger"], plan.Spec.Conditions.Single(condition => condition.Kind == ConditionKind.Backdoor).Variants.Select(variant => variant.Name));
        Assert.Equal((19 + 3) * 8, plan.Cells);
        Assert.Equal((19 + 3) * 8 * 100, plan.Samples);
    }

    [Fact]
    public void The_readme_says_what_quickstart_costs()
    {
        var plan = Plan("quickstart.yaml");
        var cost = string.Create(CultureInfo.InvariantCulture, $"{plan.FineTunes:N0} fine-tunes, {plan.Samples:N0} samples, {plan.JudgeCalls:N0} judge calls");

        Assert.Contains(cost, File.ReadAllText(Repository.PathOf("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Smoke_is_small()
    {
        var plan = Plan("smoke.yaml");

        Assert.Equal((3, 6), (plan.Runs.Count, plan.Cells));
        Assert.InRange(plan.JudgeCalls, 1, 500);
    }

    private static SweepPlan Plan(string name) => SweepPlan.Create(SweepLoader.Load(Repository.PathOf("sweeps", name), File.ReadAllText));
}
