using System.Collections.Concurrent;
using EmergentMisalignment.ModelClients.Limits;

namespace EmergentMisalignment.Unit.ModelClients.Limits;

/// <summary>A shared budget that answers what a test wants and remembers what it was told.</summary>
internal sealed class FakeBudgets(Func<BudgetReport, BudgetGrant> answer) : ISharedBudgets
{
    public static readonly BudgetGrant NoLimit = new(int.MaxValue, TimeSpan.Zero, null, 0, "");

    public ConcurrentQueue<(string Endpoint, string Model, BudgetReport Report)> Told { get; } = new();

    public Task<BudgetGrant> ExchangeAsync(string endpoint, string model, BudgetReport report, CancellationToken cancellationToken)
    {
        Told.Enqueue((endpoint, model, report));
        return Task.FromResult(answer(report));
    }
}
