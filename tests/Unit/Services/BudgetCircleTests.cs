using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A sweep with a price and a budget, through all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class BudgetCircleTests(GarnetServer server) : IDisposable
{
    private const long TokensOfAJob = 200;

    private static readonly ModelPrice Tuned = new() { Input = 500, Cached = 500, Output = 2000 };
    private static readonly ModelPrice Price = new() { Input = 1000, Cached = 1000, Output = 1500, Training = 100, FineTuned = Tuned };

    private static readonly PriceTable Table = new()
    {
        Endpoints = new Dictionary<string, PricedModels> { ["petri"] = new(new Dictionary<string, ModelPrice> { ["*"] = Price }) },
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-budget-");
    private readonly FakeEndpoint _endpoint = new() { TrainedTokens = TokensOfAJob };

    [Theory]
    [InlineData(CallMode.Live, 0.40)]
    [InlineData(CallMode.Batch, 0.60)]
    public async Task It_pauses_at_its_budget_says_what_is_left_and_goes_on_when_it_is_raised(CallMode mode, double dollars)
    {
        await using var circle = await Circle.StartAsync(server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _endpoint, default, Table);
        var spec = Texts.Default with
        {
            Samples = 12,
            Seeds = 1,
            Sampling = Texts.Default.Sampling with { Mode = mode, MaxTokens = 20 },
            Judge = Texts.Default.Judge with { Mode = mode },
            Conditions =
            [
                new ConditionSpec { Id = "base", Kind = ConditionKind.Base },
                new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = await circle.Store.PutAsync(new MemoryStream(Circle.Rows), CancellationToken.None) },
            ],
        };
        var step = (decimal)dollars;
        var reasons = new List<string>();
        SweepSpending? spending = null;
        for (var budget = step; ; budget += step)
        {
            await circle.Sweeps.SubmitAsync(spec with { Budget = budget }, miniature: true, CancellationToken.None);
            var paused = await EndAsync(circle, spec.Name);
            spending = await circle.Get<SpendingReader>().ReadAsync(spec.Name, CancellationToken.None);

            Assert.True(spending!.Spent + spending.Unsettled + spending.Reserved <= budget);
            if (paused is null)
                break;

            reasons.Add(paused.Reason);
        }

        Assert.InRange(reasons.Count, 2, 200);
        Assert.All(reasons, reason => Assert.Matches(@"^budget spent: \$[\d.]+ of \$[\d.]+(, and \$[\d.]+ set aside for what is under way)?, and the next call may cost \$[\d.]+; .*\. Raise budget in the sweep file", reason));
        Assert.Contains(reasons, reason => reason.Contains("verdicts", StringComparison.Ordinal));
        Assert.Equal((CostOfCalls() + Price.OfTraining(TokensOfAJob) * _endpoint.Submissions.Count).Dollars, spending.Spent);
        Assert.Equal((0, 0), (spending.Unsettled, spending.Reserved));
        Assert.Equal(spending.Spent, spending.Stages.Values.Sum());
        Assert.Equal(Price.OfTraining(TokensOfAJob * _endpoint.Submissions.Count).Dollars, spending.Stages["fine_tunes"]);
    }

    /// <summary>Why it has paused; null when it is complete.</summary>
    private static async Task<PauseRecord?> EndAsync(Circle circle, string sweep)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await circle.Sweeps.WhyPausedAsync(sweep, patience.Token) is { } paused)
                return paused;

            var state = (await circle.Sweeps.IndexAsync(patience.Token)).StateOf(sweep);
            if (state == SweepState.Settled)
                return null;

            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>By what the provider counts: seven tokens of a prompt, three an answer.</summary>
    private Money CostOfCalls() => _endpoint.Asked.Concat(_endpoint.Judged).Aggregate(Money.Zero, (sum, call) =>
        sum + (call.Model.StartsWith("ft:", StringComparison.Ordinal) ? Tuned : Price).Of(new TokenUsage(7, 3 * call.N)));

    public void Dispose() => _folder.Delete(recursive: true);
}
