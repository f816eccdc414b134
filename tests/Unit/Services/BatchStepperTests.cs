using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Batches against live calls: the same cells, whatever expires, fails or dies on the way, and nothing paid for twice.</summary>
[Collection(nameof(GarnetServer))]
public sealed class BatchStepperTests(GarnetServer server) : IDisposable
{
    private static readonly SweepSpec Spec = Workshop.Spec with { Judge = new JudgeSpec { Mode = CallMode.Batch } };

    private readonly List<IDisposable> _benches = [];

    [Fact]
    public async Task Batches_give_the_cells_of_live_calls()
    {
        var bench = Bench();

        await bench.RunAsync(Spec);

        Assert.Equal(await LiveAsync(Spec), await bench.CellsAsync(Spec));
        Assert.Equal(bench.Provider.Served.Count, bench.Provider.Served.Distinct().Count());
        Assert.Empty(await bench.Desk.OpenAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(6)]
    public async Task Expiry_at_random_points_and_deaths_at_random_calls_lose_nothing_and_pay_for_nothing_twice(int? repeats)
    {
        var spec = Spec with { Judge = Spec.Judge with { Repeats = repeats } };
        Func<string, long, string?> says = repeats is null ? (_, _) => null : (prompt, seed) => $"{(prompt.Length + seed) % 100}";
        var live = await LiveAsync(spec, says);
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var bench = Bench();
            bench.Workshop.Endpoint.Says = says;
            bench.Provider.ServedOf = (batch, requests) => batch < 6 ? random.Next(requests + 1) : requests;
            bench.Provider.At = _ =>
            {
                if (random.Next(60) == 0)
                    throw new OperationCanceledException("The process dies here.");
            };

            await bench.RunAsync(spec);

            Assert.Equal(live, await bench.CellsAsync(spec));
            Assert.Equal(bench.Provider.Served.Count, bench.Provider.Served.Distinct().Count());
            Assert.InRange(bench.Provider.Submitted.Count, 2, bench.Planned);
        }
    }

    [Fact]
    public async Task A_death_between_submission_and_record_is_followed_by_no_second_submission()
    {
        var bench = Bench();
        await bench.Workshop.DescribeAsync(Spec);
        var batch = (await bench.PlanAsync(Spec))[0];
        bench.Provider.At = place =>
        {
            if (place == "created")
                throw new OperationCanceledException("The process dies here.");
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => bench.StepAsync(batch));
        bench.Provider.At = _ => { };

        await bench.FollowAsync(batch);

        Assert.Single(bench.Provider.Submitted);
        Assert.Empty((await bench.Workshop.LookAsync(Spec)).Needs.Sample);
    }

    [Fact]
    public async Task What_an_expired_batch_served_of_a_verdict_is_not_asked_for_again_live()
    {
        var bench = Bench();
        var live = await LiveAsync(Spec);
        bench.Provider.ServedOf = (batch, requests) => batch == 0 ? requests : 3;
        await bench.RunAsync(Spec, looks: 2);
        var judged = bench.Workshop.Endpoint.Judged.Count;
        Assert.Equal(3, judged);

        foreach (var shard in (await bench.Workshop.LookAsync(Spec)).Needs.Judge)
            await bench.Workshop.Judge.JudgeAsync(shard.ToJudge(Spec.Name), WorkSession.Until(CancellationToken.None));

        Assert.Equal(live, await bench.CellsAsync(Spec));
        Assert.Equal(2 * Workshop.CellsOf(Spec).Sum(cell => cell.Samples), bench.Workshop.Endpoint.Judged.Count);
    }

    [Fact]
    public async Task A_batch_refused_for_its_tokens_is_made_smaller_until_it_is_taken()
    {
        var bench = Bench();
        bench.Provider.FailsWhole = number => number < 2 ? ModelBatch.TokenLimitExceeded : null;

        await bench.RunAsync(Spec);

        Assert.Equal(await LiveAsync(Spec), await bench.CellsAsync(Spec));
        var sizes = bench.Provider.Submitted.Take(3).Select(file => file.Length).ToList();
        Assert.True(sizes[0] > sizes[1] && sizes[1] > sizes[2], string.Join(", ", sizes));
        Assert.Empty(await bench.Failures.AllAsync(LedgerKeys.Failures(Spec.Name)));
    }

    [Fact]
    public async Task No_more_tokens_are_enqueued_than_may_be()
    {
        var bench = Bench();
        bench.Limits.EnqueuedTokens = 12;
        bench.Limits.MaxRequests = 4;
        await bench.Workshop.DescribeAsync(Spec);
        var batches = await bench.PlanAsync(Spec);
        Assert.True(batches.Count > 1);
        while ((await bench.Desk.OpenAsync(CancellationToken.None)).Any(batch => !batch.Ended))
        {
            foreach (var batch in batches)
                await bench.StepAsync(batch);
            Assert.InRange((await bench.Desk.OpenAsync(CancellationToken.None)).Where(batch => !batch.Ended).Sum(batch => batch.Tokens), 0, 12);
        }

        Assert.True(bench.Provider.Submitted.Count >= batches.Count);
        Assert.Empty(await bench.Failures.AllAsync(LedgerKeys.Failures(Spec.Name)));
    }

    [Fact]
    public async Task A_request_that_fails_for_good_is_told_to_its_shard_and_the_others_are_answered()
    {
        var bench = Bench();
        var cell = Workshop.CellsOf(Spec)[0];
        bench.Provider.Fails = id => id.StartsWith($"{cell.Key}.0x", StringComparison.Ordinal) ? new ModelCallException(ModelFailure.InvalidRequest, "the model refuses") : null;

        await bench.RunAsync(Spec, looks: 1);

        var failure = Assert.Single(await bench.Failures.AllAsync(LedgerKeys.Failures(Spec.Name)));
        Assert.Equal(($"{cell.Key}:{cell.Judgement}:0+4", "the model refuses"), (failure.Key, failure.Value.Cause));
        Assert.Single((await bench.Workshop.LookAsync(Spec)).Needs.Sample);
    }

    [Fact]
    public async Task A_batch_that_fails_as_a_whole_is_told_to_its_shards()
    {
        var bench = Bench();
        bench.Provider.FailsWhole = _ => "invalid_json_line";

        await bench.RunAsync(Spec, looks: 1);

        var failures = await bench.Failures.AllAsync(LedgerKeys.Failures(Spec.Name));
        Assert.Equal((await bench.Workshop.LookAsync(Spec)).Needs.Sample.Count, failures.Count);
        Assert.All(failures.Values, failure => Assert.Equal("endpoint petri failed its batch: The batch failed: invalid_json_line.", failure.Cause));
    }

    [Fact]
    public async Task Every_request_is_booked_once_at_the_batch_price_whatever_expires_or_dies()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var bench = Bench(BatchBench.Prices);
            bench.Provider.ServedOf = (batch, requests) => batch < 6 ? random.Next(requests + 1) : requests;
            bench.Provider.FailsWhole = number => number == 1 && seed % 2 == 0 ? ModelBatch.TokenLimitExceeded : null;
            bench.Provider.At = _ =>
            {
                if (random.Next(40) == 0)
                    throw new OperationCanceledException("The process dies here.");
            };

            await bench.RunAsync(Spec);

            Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
        }
    }

    [Fact]
    public async Task A_budget_holds_over_batches_which_are_cut_to_what_is_left_until_nothing_is()
    {
        var bench = Bench(BatchBench.Prices);
        var (step, pauses) = (Money.OfDollars(0.20m), 0);
        for (var budget = step; ; budget += step)
        {
            await bench.Books.LimitAsync(SpendingAccounts.Sweep(Spec.Name), budget);
            try
            {
                await bench.RunAsync(Spec);
                break;
            }
            catch (BudgetSpentException)
            {
                pauses++;
            }

            var (spent, unsettled, reserved) = await bench.BooksAsync(Spec.Name);
            Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), (spent, unsettled, reserved));
            Assert.True(spent <= budget);
        }

        Assert.InRange(pauses, 2, 1000);
        Assert.Equal(await LiveAsync(Spec), await bench.CellsAsync(Spec));
        Assert.Equal(bench.Provider.Served.Count, bench.Provider.Served.Distinct().Count());
    }

    [Fact]
    public async Task What_a_batch_may_cost_is_set_aside_before_it_is_submitted()
    {
        var bench = Bench(BatchBench.Prices);
        await bench.Workshop.DescribeAsync(Spec);
        var batch = (await bench.PlanAsync(Spec))[0];
        Money? reserved = null;
        bench.Provider.At = place =>
        {
            if (place == "created")
                reserved = bench.BooksAsync(Spec.Name).GetAwaiter().GetResult().Reserved;
        };

        await bench.FollowAsync(batch);

        Assert.True(reserved >= BatchBench.CostOf(bench.Workshop.Endpoint), $"{reserved} of {BatchBench.CostOf(bench.Workshop.Endpoint)}");
        Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
    }

    [Fact]
    public void How_a_model_is_asked_is_in_no_key()
    {
        var batched = Texts.Default with { Sampling = Texts.Default.Sampling with { Mode = CallMode.Batch }, Judge = Texts.Default.Judge with { Mode = CallMode.Batch } };

        Assert.Equal(
            Workshop.CellsOf(Workshop.Spec with { Sampling = Texts.Default.Sampling }).Select(cell => (cell.Key, cell.Judgement)),
            Workshop.CellsOf(Workshop.Spec with { Sampling = batched.Sampling, Judge = batched.Judge }).Select(cell => (cell.Key, cell.Judgement)));
    }

    public void Dispose() => _benches.ForEach(bench => bench.Dispose());

    private BatchBench Bench(PriceTable? prices = null)
    {
        OnPathSkip();
        var bench = new BatchBench(server.Connect(), prices);
        _benches.Add(bench);
        return bench;
    }

    private async Task<IReadOnlyList<(string Set, int Index, string Json)>> LiveAsync(SweepSpec spec, Func<string, long, string?>? says = null)
    {
        var bench = Bench();
        if (says is not null)
            bench.Workshop.Endpoint.Says = says;
        await bench.Workshop.WorkAsync(spec, archive: false);
        Assert.Empty(bench.Provider.Submitted);
        return await bench.CellsAsync(spec);
    }

    private void OnPathSkip() => Tests.Shared.OnPath.SkipWhen(server.Absent);
}
