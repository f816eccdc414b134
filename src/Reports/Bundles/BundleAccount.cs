using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>An account of a ledger's books, in billionths of a dollar.</summary>
public sealed record BundleAccount(long Spent, long Unsettled, long Reserved, long? Limit)
{
    public static BundleAccount Of(Account account) => new(account.Spent.Nanos, account.Unsettled.Nanos, account.Reserved.Nanos, account.Limit?.Nanos);

    public Account ToAccount() => new(new Money(Spent), new Money(Unsettled), new Money(Reserved), Limit is { } limit ? new Money(limit) : null);
}
