using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Reads what a sweep has spent.</summary>
public sealed class SpendingReader(Books books)
{
    /// <summary>Null for a sweep that has no budget and has spent nothing.</summary>
    public async Task<SweepSpending?> ReadAsync(string sweep, CancellationToken cancellation)
    {
        var accounts = await books.ReadAsync([SpendingAccounts.Sweep(sweep), .. SpendingAccounts.Stages.Select(stage => SpendingAccounts.Stage(sweep, stage))], cancellation);
        var whole = accounts[0];
        return whole == Account.Empty ? null : new SweepSpending
        {
            Budget = whole.Limit?.Dollars,
            Spent = whole.Spent.Dollars,
            Unsettled = whole.Unsettled.Dollars,
            Reserved = whole.Reserved.Dollars,
            Stages = SpendingAccounts.Stages.Zip(accounts.Skip(1))
                .Where(stage => stage.Second.Spent > Money.Zero)
                .ToDictionary(stage => SpendingAccounts.NameOf(stage.First), stage => stage.Second.Spent.Dollars),
        };
    }
}
