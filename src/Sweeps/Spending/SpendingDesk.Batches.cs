using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Batches are paid as a whole: what all their requests can cost is set aside before they are submitted, and what they did cost is booked when they come home.</summary>
public sealed partial class SpendingDesk
{
    /// <summary>The most that a request of a batch can cost.</summary>
    /// <exception cref="InputException">The model has no price.</exception>
    public Money AtMost(IModelEndpoint endpoint, BatchRecord batch, ChatCall call) => prices.Get(endpoint.Options, batch.Model, batch.FineTuneOf).AtMost(TokensOf(call), inBatch: true);

    /// <summary>What a batch that is about to be written may cost; null for no limit. What an earlier try at it has set aside is free again: that one was never submitted.</summary>
    public async Task<Money?> LeftAsync(IModelEndpoint endpoint, BatchRecord batch, CancellationToken cancellation)
    {
        if (prices.Get(endpoint.Options, batch.Model, batch.FineTuneOf).IsFree)
            return null;

        await SettleAsync(batch, Money.Zero, Money.Zero, cancellation);
        await LimitAsync(endpoint.Options, cancellation);
        var accounts = await books.ReadAsync(SpendingAccounts.Of(PayerOf(batch), batch.Endpoint), cancellation);
        return accounts.Min(account => account.Left - account.Reserved);
    }

    /// <summary>Sets aside what a batch can cost, before it is submitted. Doing so again changes nothing.</summary>
    /// <exception cref="BudgetSpentException">The budget has too little left.</exception>
    /// <exception cref="BudgetCrowdedException">It has too little left while other jobs and calls are under way.</exception>
    public Task ReserveAsync(IModelEndpoint endpoint, BatchRecord batch, Money most, CancellationToken cancellation) =>
        most == Money.Zero ? Task.CompletedTask : SetAsideAsync(endpoint, NameOf(batch), most, PayerOf(batch), cancellation);

    /// <summary>Begins to count what a batch that has come home has cost.</summary>
    public BatchBill BillOf(IModelEndpoint endpoint, BatchRecord batch) => new(prices.Find(endpoint.Options, batch.Model, batch.FineTuneOf));

    /// <summary>Books what a batch has cost. Doing so again changes nothing.</summary>
    /// <param name="batch">The batch, ended.</param>
    /// <param name="spent">What it cost; null for all that was set aside.</param>
    /// <param name="unsettled">What it may have cost beside that; null for all that was set aside.</param>
    /// <param name="cancellation"/>
    public async Task SettleAsync(BatchRecord batch, Money? spent, Money? unsettled, CancellationToken cancellation)
    {
        if (await books.SettleAsync(NameOf(batch), spent, unsettled, cancellation) && spent is { } cost)
            instruments.Spend(batch.Endpoint, PayerOf(batch).Stage, cost);
    }

    private static string NameOf(BatchRecord batch) => $"batch {batch.Batch}";

    private static Payer PayerOf(BatchRecord batch) => new(batch.Sweep, batch.Stage == BatchStage.Answers ? SpendingStage.Answers : SpendingStage.Verdicts, batch.FineTuneOf);
}
