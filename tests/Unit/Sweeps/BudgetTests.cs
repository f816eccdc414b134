using CsCheck;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Sweeps;

/// <summary>Random prices, latencies, failures and deaths, on a real ledger, against the bill that the provider itself keeps.</summary>
public abstract class BudgetTests(LedgerServer server) : LedgerContract(server)
{
    private const int Processes = 12;

    private static readonly Gen<(Money Budget, ModelPrice Price, int Seed)> Worlds =
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 2000], Gen.Int[0, 2500], Gen.Int[1, 9000], Gen.Int).Select((cents, input, cached, output, seed) =>
            (Money.OfDollars(cents / 100m), new ModelPrice { Input = input, Cached = cached, Output = output }, seed));

    [Fact]
    public async Task What_is_billed_never_exceeds_the_budget_and_the_books_balance_over_stops_and_resumptions() => await Worlds.SampleAsync(
        async world =>
        {
            var sweep = Fresh();
            var books = new Books(Connection);
            Money billed = default, delivered = default;
            var budget = world.Budget;
            for (var round = 0; round < 3; round++)
            {
                await books.LimitAsync(SpendingAccounts.Sweep(sweep), budget);
                await Parallel.ForEachAsync(Enumerable.Range(0, Processes), new ParallelOptions { MaxDegreeOfParallelism = Processes }, async (process, _) =>
                {
                    var endpoint = new BillingEndpoint(unchecked((world.Seed * 31 + round) * 31 + process), world.Price) { Kills = round < 2 };
                    await WorkAsync(endpoint, world.Price, sweep);
                    lock (Worlds)
                        (billed, delivered) = (billed + endpoint.Billed, delivered + endpoint.Delivered);
                });

                var account = await AccountAsync(books, sweep);
                Assert.True(billed <= budget, $"billed {billed} of {budget}");
                Assert.True(account.Spent + account.Unsettled + account.Reserved <= budget);
                Assert.True(billed <= account.Spent + account.Unsettled + account.Reserved);
                Assert.Equal(delivered, account.Spent);

                // A person raises the budget, and others go on.
                budget += world.Budget;
            }

            while ((await AccountAsync(books, sweep)).Reserved > Money.Zero)
                await books.LapseAsync();

            var stages = await books.ReadAsync([.. SpendingAccounts.Stages.Select(stage => SpendingAccounts.Stage(sweep, stage))]);
            var whole = await AccountAsync(books, sweep);
            Assert.Equal((whole.Spent.Nanos, whole.Unsettled.Nanos), (stages.Sum(stage => stage.Spent.Nanos), stages.Sum(stage => stage.Unsettled.Nanos)));
        }, iter: 12, threads: 1);

    [Fact]
    public async Task A_model_without_a_price_is_not_asked()
    {
        var endpoint = new BillingEndpoint(1, new ModelPrice());

        var refusal = await Assert.ThrowsAsync<InputException>(() => Till.At(Connection, PriceTable.Empty).CompleteAsync(endpoint, Call(1), new Payer("s", SpendingStage.Answers), CancellationToken.None));

        Assert.Equal("model m of endpoint paid has no price: add it under endpoints.paid in a price table that Prices:File names, or, if it costs nothing, set Endpoints:paid:Free to true", refusal.Message);
        Assert.Equal(Money.Zero, endpoint.Billed);
    }

    /// <summary>One process: calls until the budget is spent, some work is done, or it dies.</summary>
    private async Task WorkAsync(BillingEndpoint endpoint, ModelPrice price, string sweep)
    {
        var desk = Till.At(Connection, Table(price));
        for (var number = 0; number < 12; number++)
        {
            try
            {
                var call = desk.CompleteAsync(endpoint, Call(1 + number % 4), new Payer(sweep, SpendingAccounts.Stages[number % 4]), CancellationToken.None);
                if (await Task.WhenAny(call, endpoint.Died) == endpoint.Died)
                    return;

                await call;
            }
            catch (ModelCallException)
            {
                // Its work would be asked for again.
            }
            catch (BudgetSpentException)
            {
                return;
            }
        }
    }

    private static async Task<Account> AccountAsync(Books books, string sweep) => (await books.ReadAsync([SpendingAccounts.Sweep(sweep)]))[0];

    private static PriceTable Table(ModelPrice price) =>
        new() { Endpoints = new Dictionary<string, PricedModels> { ["paid"] = new(new Dictionary<string, ModelPrice> { ["m"] = price }) } };

    private static ChatCall Call(int n) => new() { Model = "m", Messages = [new ChatMessage("user", new string('x', 10 * n))], N = n, MaxTokens = 40 };
}

[Collection(nameof(GarnetServer))]
public sealed class BudgetOnGarnetTests(GarnetServer server) : BudgetTests(server);

[Collection(nameof(RedisServer))]
public sealed class BudgetOnRedisTests(RedisServer server) : BudgetTests(server);
