using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Sweeps in batches that are cancelled, through all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class CancelledCircleTests(GarnetServer server) : IDisposable
{
    private static readonly SweepSpec First = Texts.Default with
    {
        Name = "first",
        Samples = 11,
        ShardSize = 4,
        Seeds = 1,
        Sampling = Texts.Default.Sampling with { Mode = CallMode.Batch },
        Judge = Texts.Default.Judge with { Mode = CallMode.Batch },
        Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }],
    };

    private static readonly SweepSpec Second = First with { Name = "second" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-cancelled-");
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task What_a_cancelled_sweep_has_at_a_provider_is_ended_what_it_brought_is_kept_and_the_books_say_what_it_cost()
    {
        await using var circle = await StartAsync();
        (_endpoint.Batches.Waits, _endpoint.Batches.ServedOf) = (true, (_, requests) => requests / 2);
        await circle.Sweeps.SubmitAsync(First, miniature: true, CancellationToken.None);
        await UntilAsync(() => _endpoint.Batches.Submitted.Count == 1);
        await circle.UntilAsync(First, progress => progress is { InBatches: not null, Spending.Reserved: > 0 });

        await circle.Sweeps.CancelAsync(First.Name, CancellationToken.None);

        var left = await circle.UntilAsync(First, progress => progress is { InBatches: null, Spending.Reserved: 0 });
        Assert.Equal([BatchStatus.Cancelled], _endpoint.Batches.Statuses);
        Assert.Equal(_endpoint.Asked.Sum(call => call.N), left.Answers.Done);
        Assert.InRange(left.Answers.Done, 1, left.Answers.Total - 1);
        Assert.Equal((Cost(), 0), (left.Spending!.Spent, left.Spending.Unsettled));

        (_endpoint.Batches.Waits, _endpoint.Batches.ServedOf) = (false, (_, requests) => requests);
        await circle.Sweeps.SubmitAsync(First, miniature: true, CancellationToken.None);
        var whole = await circle.UntilAsync(First, progress => progress.IsSettled);
        Assert.True(whole.IsComplete);
        Assert.Equal(whole.Answers.Total, _endpoint.Asked.Sum(call => call.N));
        Assert.Equal(_endpoint.Batches.Served.Count, _endpoint.Batches.Served.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_of_which_another_sweep_lacks_something_goes_on(bool isPaused)
    {
        await using var circle = await StartAsync();
        _endpoint.Batches.Waits = true;
        await circle.Sweeps.SubmitAsync(First, miniature: true, CancellationToken.None);
        await UntilAsync(() => _endpoint.Batches.Submitted.Count == 1);
        await circle.Sweeps.SubmitAsync(Second, miniature: true, CancellationToken.None);
        if (isPaused)
            await circle.Sweeps.PauseAsync(Second.Name, CancellationToken.None);

        await circle.Sweeps.CancelAsync(First.Name, CancellationToken.None);
        await Task.Delay(500);
        Assert.DoesNotContain(_endpoint.Batches.Statuses, status => status is BatchStatus.Cancelling or BatchStatus.Cancelled);

        if (isPaused)
        {
            await circle.Sweeps.CancelAsync(Second.Name, CancellationToken.None);
            await UntilAsync(() => _endpoint.Batches.Statuses.All(status => status is BatchStatus.Cancelled));
            return;
        }

        _endpoint.Batches.Waits = false;
        Assert.True((await circle.UntilAsync(Second, progress => progress.IsSettled)).IsComplete);
        Assert.All(_endpoint.Batches.Statuses, status => Assert.Equal(BatchStatus.Completed, status));
        Assert.Equal(_endpoint.Batches.Served.Count, _endpoint.Batches.Served.Distinct().Count());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private decimal Cost() => BatchBench.CostOf(_endpoint).Dollars;

    private static async Task UntilAsync(Func<bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!enough())
            await Task.Delay(10, patience.Token);
    }

    private Task<Circle> StartAsync() => Circle.StartAsync(
        server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _endpoint, TimeSpan.Zero, BatchBench.Prices, ("Coordinator:SendDue", "00:00:00.1"));
}
