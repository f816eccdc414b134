using System.Diagnostics.Metrics;
using EmergentMisalignment.Experiments.Pricing;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>What money goes where.</summary>
public sealed class SpendingInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<double> _cost;

    public SpendingInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("EmergentMisalignment.Spending");
        _cost = _meter.CreateCounter<double>("em.cost", "{USD}", "Money spent, as far as providers have said what they bill, by endpoint and stage.");
    }

    internal void Spend(string endpoint, SpendingStage stage, Money cost) =>
        _cost.Add((double)cost.Dollars, new("em.endpoint", endpoint), new("em.stage", SpendingAccounts.NameOf(stage)));

    public void Dispose() => _meter.Dispose();
}
