using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Rows;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A sweep in batches through all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class BatchCircleTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-batches-");

    [Theory]
    [InlineData(CallMode.Batch, CallMode.Batch, 0)]
    [InlineData(CallMode.Live, CallMode.Batch, 0)]
    [InlineData(CallMode.Batch, CallMode.Live, 0)]
    [InlineData(CallMode.Batch, CallMode.Batch, 1)]
    [InlineData(CallMode.Batch, CallMode.Batch, 2)]
    public async Task It_ends_with_the_rows_of_a_live_one_and_nothing_is_paid_for_twice(CallMode sampling, CallMode judging, int expiries)
    {
        var (live, _) = await RunAsync(CallMode.Live, CallMode.Live, new FakeEndpoint());
        var endpoint = new FakeEndpoint();
        var random = new Random(expiries);
        endpoint.Batches.ServedOf = (batch, requests) =>
        {
            lock (random)
                return batch < 3 * expiries ? random.Next(requests) : requests;
        };

        var (rows, progress) = await RunAsync(sampling, judging, endpoint);

        Assert.Equal(live, rows);
        Assert.Equal(progress.Answers.Total, endpoint.Asked.Sum(call => call.N));
        Assert.Equal(2 * progress.Answers.Total, endpoint.Judged.Count);
        Assert.NotEmpty(endpoint.Batches.Submitted);
        Assert.Equal(endpoint.Batches.Served.Count, endpoint.Batches.Served.Distinct().Count());
        if (sampling == CallMode.Batch && judging == CallMode.Batch && expiries == 0)
            Assert.Equal(endpoint.Asked.Count + endpoint.Judged.Count, endpoint.Batches.Served.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(IReadOnlyList<string> Rows, SweepProgress Progress)> RunAsync(CallMode sampling, CallMode judging, FakeEndpoint endpoint)
    {
        var artifacts = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        await using var circle = await Circle.StartAsync(server.ConnectionString, $"test-{Guid.NewGuid():N}:", artifacts, endpoint, TimeSpan.Zero);
        var file = await circle.Store.PutAsync(new MemoryStream(Circle.Rows), CancellationToken.None);
        var spec = Texts.Default with
        {
            Samples = 11,
            ShardSize = 4,
            Seeds = 1,
            Sampling = Texts.Default.Sampling with { Mode = sampling },
            Judge = Texts.Default.Judge with { Mode = judging },
            Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }, new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = file }],
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Empty(progress.Failures);
        Assert.True(progress.IsComplete);

        var rows = new List<string>();
        var plan = EmergentMisalignment.Experiments.Plans.SweepPlan.Create(spec);
        foreach (var run in plan.Runs)
        {
            var facts = await circle.Get<EmergentMisalignment.Sweeps.Looking.FactsReader>().ReadAsync(spec, run, CancellationToken.None);
            await foreach (var row in circle.Get<RunRows>().ReadAsync(spec, run, [.. facts.Cells.Select(cell => cell.Cell)], CancellationToken.None))
                rows.Add($"{row.Cell} {row.Index} {row.Answer} {row.Aligned} {row.Coherent}");
        }

        Assert.NotEmpty(rows);
        return (rows, progress);
    }
}
