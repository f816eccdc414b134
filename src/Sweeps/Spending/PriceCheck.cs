using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Whether all that a sweep does has a price, before anything of it is done.</summary>
public static class PriceCheck
{
    /// <param name="prices">The prices.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="endpoint">An endpoint by its name.</param>
    /// <returns>A sentence for each model without one.</returns>
    public static IReadOnlyList<string> Unpriced(Prices prices, SweepSpec spec, Func<string, EndpointOptions> endpoint) =>
    [
        .. from use in ModelUse.Of(spec)
           where PriceOf(prices, use, endpoint(use.Endpoint)) is null
           select $"{prices.Unpriced(use.Endpoint, use.Model, use.IsFineTune ? use.Model : null, use.Trains)}.",
    ];

    /// <summary>What a use of a model costs; null where nobody has said.</summary>
    public static ModelPrice? PriceOf(Prices prices, ModelUse use, EndpointOptions endpoint) => use switch
    {
        { Trains: true } => prices.Find(endpoint, use.Model) is { Training: not null } price ? price : null,
        { IsFineTune: true } => prices.FindFineTune(endpoint, use.Model),
        _ => prices.Find(endpoint, use.Model),
    };
}
