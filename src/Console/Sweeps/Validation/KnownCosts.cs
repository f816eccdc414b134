using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Console.Sweeps.Validation;

internal static class KnownCosts
{
    /// <summary>What a Console knows of a sweep's costs without its dataset files, whether it is still being written or about to be submitted.</summary>
    public static CostFacts Of(SweepPlan plan, IModelEndpoints endpoints, Prices prices) => new()
    {
        Price = use => PriceCheck.PriceOf(prices, use, endpoints.Get(use.Endpoint).Options),
        MaxN = name => endpoints.Get(name).Options.MaxN,
        Checkpoints = run => AskedCheckpoints.Of(plan.Spec, run.Condition) ?? 0,
    };
}
