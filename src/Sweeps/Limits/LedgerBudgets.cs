using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients.Limits;

namespace EmergentMisalignment.Sweeps.Limits;

/// <summary>The ledger as the place where the processes that call an endpoint share what it takes.</summary>
internal sealed class LedgerBudgets(RateBudgets budgets) : ISharedBudgets
{
    public async Task<BudgetGrant> ExchangeAsync(string endpoint, string model, BudgetReport report, CancellationToken cancellationToken)
    {
        var told = report.Told;
        var grant = await budgets.ExchangeAsync(
            $"{endpoint}:{model}",
            new RateReport
            {
                Wanted = report.Wanted,
                Tokens = report.Tokens,
                Accepted = report.Accepted,
                Refused = report.Refused,
                RetryAfter = report.RetryAfter,
                Throughput = report.Throughput,
                ToldRequests = told?.RequestsPerSecond ?? 0,
                ToldTokens = told?.TokensPerSecond ?? 0,
                Source = told?.Source,
            },
            cancellationToken);
        return new BudgetGrant(grant.Granted, grant.Wait, grant.Requests, grant.Tokens, grant.Source);
    }
}
