using System.Diagnostics.Metrics;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmergentMisalignment.Unit.Sweeps;

/// <summary>Desks where calls are paid, outside a container.</summary>
internal static class Till
{
    private static readonly SpendingInstruments Instruments = new(new Meters());

    /// <summary>One where the miniature's calls cost nothing.</summary>
    public static SpendingDesk Free(LedgerConnection connection) => At(connection, PriceTable.Empty);

    public static SpendingDesk At(LedgerConnection connection, PriceTable prices) =>
        new(new Books(connection), new Prices(prices), Instruments, TimeProvider.System, NullLogger<SpendingDesk>.Instance);

    public static SweepRegistry Registry(LedgerConnection connection) =>
        new(new Documents(connection), new DueTimes(connection), new Failures(connection), new Books(connection), new SweepModels(new Documents(connection)), TimeProvider.System);

    public static UnwantedJobs Jobs(LedgerConnection connection) => new(Registry(connection), new SweepModels(new Documents(connection)), new Documents(connection));

    public static BudgetPause Pause(LedgerConnection connection) =>
        new(Registry(connection), new Books(connection), new Documents(connection), NullLogger<BudgetPause>.Instance);

    /// <summary>What a sweep has spent, what it is in doubt about, and what it has set aside.</summary>
    public static async Task<(Money Spent, Money Unsettled, Money Reserved)> BookedAsync(Books books, string sweep)
    {
        var account = (await books.ReadAsync([SpendingAccounts.Sweep(sweep)]))[0];
        return (account.Spent, account.Unsettled, account.Reserved);
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
