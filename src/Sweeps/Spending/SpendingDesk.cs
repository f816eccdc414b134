using System.Collections.Concurrent;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>
/// Where calls are paid: the most that one may cost is set aside before each of its attempts, and what it did cost is booked after. What is free goes past
/// the books.
/// </summary>
public sealed partial class SpendingDesk(Books books, Prices prices, SpendingInstruments instruments, TimeProvider time, ILogger<SpendingDesk> logger)
{
    /// <summary>A provider may queue a job for days. Whoever follows it settles it, also much later.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, bool> _limited = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks a model, and pays.</summary>
    /// <exception cref="InputException">The model has no price.</exception>
    /// <exception cref="BudgetSpentException">The sweep's or the endpoint's budget has too little left; the call was not made.</exception>
    /// <exception cref="ModelCallException">The call got no answer.</exception>
    public async Task<ChatResult> CompleteAsync(IModelEndpoint endpoint, ChatCall call, Payer payer, CancellationToken cancellation)
    {
        var price = prices.Get(endpoint.Options, call.Model, payer.FineTuneOf);
        if (price.IsFree)
            return await endpoint.CompleteAsync(call, cancellation);

        await LimitAsync(endpoint.Options, cancellation);
        var most = price.AtMost(TokensOf(call));

        // Twice the time limit of an attempt: a process that is only slow must not look dead, and settles late if it did.
        var purchase = new Purchase(books, most, 2 * endpoint.Options.Timeout, SpendingAccounts.Of(payer, endpoint.Name), time);
        var result = await AskAsync(endpoint, call, purchase, cancellation);
        var cost = CostOf(result, price) ?? most;
        await purchase.SettleAsync(cost);
        instruments.Spend(endpoint.Name, payer.Stage, cost);
        if (cost > most)
            LogDearer(call.Model, endpoint.Name, cost.ToString(), most.ToString());

        return result;
    }

    private static async Task<ChatResult> AskAsync(IModelEndpoint endpoint, ChatCall call, Purchase purchase, CancellationToken cancellation)
    {
        try
        {
            return await endpoint.CompleteAsync(call with { Witness = purchase }, cancellation);
        }
        catch
        {
            await purchase.AbandonAsync();
            throw;
        }
    }

    /// <summary>Null where the server does not count: then the most it can be is what it costs.</summary>
    private static Money? CostOf(ChatResult result, ModelPrice price) =>
        result.PromptTokens > 0 || result.CompletionTokens > 0 || result.IsFiltered
            ? price.Of(new TokenUsage(result.PromptTokens, result.CompletionTokens, result.CachedTokens))
            : null;

    private static TokenUsage TokensOf(ChatCall call) => TokenUsage.AtMost(call.Messages.Select(message => message.Content), call.N, call.MaxTokens);

    /// <summary>For a job of hours or days. What stands in its way are mostly other jobs, which take as long: nobody waits here for them.</summary>
    private async Task SetAsideAsync(IModelEndpoint endpoint, string job, Money most, Payer payer, CancellationToken cancellation)
    {
        await LimitAsync(endpoint.Options, cancellation);
        var reservation = await books.ReserveAsync(job, most, LongestJob, SpendingAccounts.Of(payer, endpoint.Name), cancellation);
        if (reservation.Outcome == ReservationOutcome.Refused)
            throw new BudgetSpentException(reservation.Account!, most);

        if (reservation.Outcome == ReservationOutcome.Crowded)
            throw new BudgetCrowdedException(reservation.Account!);
    }

    /// <summary>Once a process: what the configuration says now holds for all who spend.</summary>
    private async Task LimitAsync(EndpointOptions endpoint, CancellationToken cancellation)
    {
        if (_limited.ContainsKey(endpoint.Name))
            return;

        await books.LimitAsync(SpendingAccounts.Endpoint(endpoint.Name), endpoint.Budget is { } budget ? Money.OfDollars(budget) : null, cancellation);
        _limited[endpoint.Name] = true;
    }
}
