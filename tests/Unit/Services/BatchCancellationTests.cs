using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Batches that nobody wants any more end at their provider, wherever they are; what was served is kept and booked.</summary>
[Collection(nameof(GarnetServer))]
public sealed class BatchCancellationTests(GarnetServer server) : IDisposable
{
    private static readonly SweepSpec Spec = Workshop.Spec with { Judge = new JudgeSpec { Mode = CallMode.Batch } };

    private readonly List<BatchBench> _benches = [];

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task What_was_served_by_then_is_kept_and_paid_and_the_rest_is_asked_for_by_whoever_wants_it(int served)
    {
        var (bench, batch) = await OpenAsync();
        (bench.Provider.Waits, bench.Provider.ServedOf) = (true, (_, _) => served);
        await StepUntilAsync(bench, batch, record => record.ProviderBatch is not null);

        await bench.CancelAsync(batch);

        Assert.Equal([BatchStatus.Cancelled], bench.Provider.Statuses);
        Assert.Equal(served, bench.Provider.Served.Count);
        Assert.Equal(bench.Workshop.Endpoint.Asked.Sum(call => call.N), (await bench.CellsAsync(Spec)).Count);
        Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));

        await GoOnAsync(bench);
    }

    [Fact]
    public async Task One_that_is_only_planned_or_uploaded_was_never_the_provider_s_and_costs_nothing()
    {
        foreach (var isUploaded in new[] { false, true })
        {
            var (bench, batch) = await OpenAsync();
            bench.Provider.At = place => Die(place == "uploaded");
            if (isUploaded)
                await Assert.ThrowsAsync<OperationCanceledException>(() => bench.StepAsync(batch));
            bench.Provider.At = _ => { };

            await bench.CancelAsync(batch);

            Assert.Empty(bench.Provider.Submitted);
            Assert.Equal((Money.Zero, Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
        }
    }

    [Fact]
    public async Task One_whose_submitter_died_before_it_could_write_that_down_is_found_and_ended()
    {
        var (bench, batch) = await OpenAsync();
        bench.Provider.Waits = true;
        bench.Provider.At = place => Die(place == "created");
        await Assert.ThrowsAsync<OperationCanceledException>(() => bench.StepAsync(batch));
        bench.Provider.At = _ => { };

        await bench.CancelAsync(batch);

        Assert.Equal([BatchStatus.Cancelled], bench.Provider.Statuses);
        Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
    }

    [Fact]
    public async Task One_that_was_quicker_than_its_cancellation_is_brought_home_whole()
    {
        var (bench, batch) = await OpenAsync();
        await StepUntilAsync(bench, batch, record => record.ProviderBatch is not null);

        await bench.CancelAsync(batch);

        Assert.Equal([BatchStatus.Completed], bench.Provider.Statuses);
        Assert.Empty((await bench.Workshop.LookAsync(Spec)).Needs.Sample);
        Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
    }

    [Fact]
    public async Task Money_that_a_process_sets_aside_for_a_batch_that_has_ended_meanwhile_is_free_again()
    {
        var (bench, batch) = await OpenAsync();
        bench.Provider.Writing = () =>
        {
            bench.Provider.Writing = () => { };
            bench.CancelAsync(batch).GetAwaiter().GetResult();
        };

        await bench.FollowAsync(batch);

        Assert.Empty(bench.Provider.Submitted);
        Assert.Equal((Money.Zero, Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
    }

    [Fact]
    public async Task Whatever_dies_at_whichever_call_the_books_are_balanced_nothing_runs_on_and_nothing_is_paid_twice()
    {
        var cancelled = 0;
        for (var seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            var (bench, batch) = await OpenAsync();
            (bench.Provider.Waits, bench.Provider.ServedOf) = (true, (_, requests) => random.Next(requests + 1));
            bench.Provider.At = _ => Die(random.Next(4) == 0);
            for (var steps = random.Next(6); steps > 0; steps--)
            {
                try
                {
                    await bench.StepAsync(batch);
                }
                catch (OperationCanceledException)
                {
                    // The process died; the next one goes on.
                }
            }

            await bench.CancelAsync(batch);

            Assert.DoesNotContain(bench.Provider.Statuses, status => status is not BatchStatus.Cancelled);
            Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
            cancelled += bench.Provider.Statuses.Count();
            await GoOnAsync(bench);
        }

        Assert.InRange(cancelled, 6, 24);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_asked_again()
    {
        var (bench, batch) = await OpenAsync();
        bench.Provider.Waits = true;
        await StepUntilAsync(bench, batch, record => record.ProviderBatch is not null);
        bench.Provider.At = place => _ = place == "looked" ? throw new ModelCallException(ModelFailure.ServerError, "endpoint petri answered 503") : 0;

        Assert.False(await bench.Stepper.CancelAsync(batch.Batch, new NoWork(), CancellationToken.None));
        Assert.False((await bench.Desk.FindAsync(batch.Batch, CancellationToken.None))!.Value.Ended);

        bench.Provider.At = _ => { };
        await bench.CancelAsync(batch);
        Assert.Equal([BatchStatus.Cancelled], bench.Provider.Statuses);
    }

    public void Dispose() => _benches.ForEach(bench => bench.Dispose());

    private static void Die(bool here)
    {
        if (here)
            throw new OperationCanceledException("The process dies here.");
    }

    /// <summary>Submitted again, the sweep comes to what live calls give, and no request was answered twice.</summary>
    private async Task GoOnAsync(BatchBench bench)
    {
        (bench.Provider.Waits, bench.Provider.ServedOf, bench.Provider.At) = (false, (_, requests) => requests, _ => { });
        await bench.Desk.ForgetAsync([.. (await bench.Desk.OpenAsync(CancellationToken.None)).Where(batch => batch.Ended).Select(batch => batch.Batch)], CancellationToken.None);

        await bench.RunAsync(Spec);

        var live = Bench();
        await live.Workshop.WorkAsync(Spec, archive: false);
        Assert.Equal(await live.CellsAsync(Spec), await bench.CellsAsync(Spec));
        Assert.Equal(bench.Provider.Served.Count, bench.Provider.Served.Distinct().Count());
        Assert.Equal((BatchBench.CostOf(bench.Workshop.Endpoint), Money.Zero, Money.Zero), await bench.BooksAsync(Spec.Name));
    }

    private static async Task StepUntilAsync(BatchBench bench, BatchRecord batch, Func<BatchRecord, bool> enough)
    {
        while (!enough((await bench.Desk.FindAsync(batch.Batch, CancellationToken.None))!.Value))
            await bench.StepAsync(batch);
    }

    private async Task<(BatchBench Bench, BatchRecord Batch)> OpenAsync()
    {
        var bench = Bench();
        await bench.Workshop.DescribeAsync(Spec);
        return (bench, (await bench.PlanAsync(Spec))[0]);
    }

    private BatchBench Bench()
    {
        Tests.Shared.OnPath.SkipWhen(server.Absent);
        var bench = new BatchBench(server.Connect(), BatchBench.Prices);
        _benches.Add(bench);
        return bench;
    }

    private sealed class NoWork : EmergentMisalignment.Sweeps.Batching.IBatchWork
    {
        public IAsyncEnumerable<EmergentMisalignment.Sweeps.Batching.BatchCall> CallsAsync(BatchRecord batch, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<EmergentMisalignment.Sweeps.Batching.IBatchHarvest> HarvestAsync(BatchRecord batch, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
