using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Sweeps that stop early, with all services: what is asked follows from the verdicts alone.</summary>
[Collection(nameof(GarnetServer))]
public sealed class SequentialCircleTests(GarnetServer server) : IDisposable
{
    private static readonly UntilSpec EarlyDecided = new() { Decided = 0.45, Step = 5 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-sequential-");

    [Fact]
    public async Task It_stops_early_and_asks_each_index_once()
    {
        await using var world = await World.StartAsync(server, _folder);

        var progress = await world.RunAsync(await world.SpecAsync(new UntilSpec { HalfWidth = 0.2, Step = 5 }));

        Assert.True(progress.IsComplete);
        Assert.InRange(progress.Sequential!.Saved, 0.1, 0.9);
        Assert.True(progress.Sequential.IsFinal);
        Assert.Equal(progress.Answers.Total, world.Endpoint.Asked.Sum(call => call.N));
        Assert.Equal(2 * progress.Answers.Total, world.Endpoint.Judged.Count);
        Assert.All((StageProgress[])[progress.Answers, progress.Verdicts, progress.Runs], stage => Assert.Equal(stage.Total, stage.Done));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(50)]
    public async Task Interrupted_or_cut_into_other_shards_it_stops_at_the_same_samples(int shardSize)
    {
        await using var calm = await World.StartAsync(server, _folder);
        var whole = await calm.RunAsync(await calm.SpecAsync(EarlyDecided));
        Assert.InRange(whole.Sequential!.Saved, 0.1, 0.8);

        var broken = await World.StartAsync(server, _folder);
        var spec = await broken.SpecAsync(EarlyDecided) with { ShardSize = shardSize };
        using var reached = new SemaphoreSlim(0);
        broken.Endpoint.BeforeChat = _ =>
        {
            // In the middle of the second step: the four cells had their first 10 samples.
            if (broken.Endpoint.Asked.Sum(call => call.N) > 4 * 10 + 4)
                reached.Release();
        };
        await broken.Circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(60)));
        broken.Endpoint.BeforeChat = _ => { };
        await using var again = await broken.StartAgainAsync();
        var progress = await again.Circle.UntilAsync(spec, progress => progress.IsSettled);

        Assert.True(progress.IsComplete);
        Assert.Equal(calm.Samples, again.Samples);
    }

    [Fact]
    public async Task Tightened_raised_or_given_up_the_rule_costs_the_difference()
    {
        await using var world = await World.StartAsync(server, _folder);
        var loose = await world.SpecAsync(new UntilSpec { HalfWidth = 0.2, Step = 5 });
        var first = await world.RunAsync(loose);

        var tighter = loose with { Until = new UntilSpec { HalfWidth = 0.12, Step = 5 } };
        var second = await world.RunAsync(tighter);
        Assert.True(second.Answers.Total > first.Answers.Total);
        Assert.Equal(first.Answers.Total, second.Answers.Reused);

        var third = await world.RunAsync(tighter with { Samples = 200, Until = new UntilSpec { HalfWidth = 0.05, Step = 5 } });
        Assert.True(third.Answers.Total > second.Answers.Total);

        var all = await world.RunAsync(loose with { Until = null });
        Assert.Equal(SweepPlan.Create(loose).Samples, all.Answers.Total);
        Assert.True(all.IsComplete);
        Assert.Equal(world.Samples.Values.Sum(), world.Endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task A_shard_that_fails_for_good_ends_the_sweep_with_its_cause_and_submitting_it_anew_comes_to_the_same_samples()
    {
        await using var calm = await World.StartAsync(server, _folder);
        await calm.RunAsync(await calm.SpecAsync(EarlyDecided));

        await using var world = await World.StartAsync(server, _folder);
        var spec = await world.SpecAsync(EarlyDecided);
        world.Endpoint.BeforeChat = call =>
        {
            if (call.TopLogProbs == 0 && call.Model != "petri-1" && call.Messages[0].Role == "system")
                throw new ModelCallException(ModelFailure.InvalidRequest, "no system prompts");
        };
        var failed = await world.RunAsync(spec);
        Assert.Contains(failed.Failures, failure => failure.EndsWith("no system prompts", StringComparison.Ordinal));
        Assert.False(failed.IsComplete);

        world.Endpoint.BeforeChat = _ => { };
        Assert.True((await world.RunAsync(spec)).IsComplete);
        Assert.Equal(calm.Samples, world.Samples);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A ledger, a provider and the services.</summary>
    private sealed class World(GarnetServer server, DirectoryInfo folder, string prefix, FakeEndpoint endpoint, Circle circle) : IAsyncDisposable
    {
        public Circle Circle => circle;

        public FakeEndpoint Endpoint => endpoint;

        /// <summary>How many answers each model was asked to each question.</summary>
        public SortedDictionary<string, int> Samples => new(endpoint.Asked
            .GroupBy(call => $"{call.Model} {call.Messages[0].Content == "Be brief."}")
            .ToDictionary(cell => cell.Key, cell => cell.Sum(call => call.N)));

        public static async Task<World> StartAsync(GarnetServer server, DirectoryInfo folder)
        {
            var (prefix, endpoint) = ($"test-{Guid.NewGuid():N}:", new FakeEndpoint());
            return new World(server, folder, prefix, endpoint, await Circle.StartAsync(server.ConnectionString, prefix, folder.FullName, endpoint, TimeSpan.Zero));
        }

        public async Task<World> StartAgainAsync()
        {
            await circle.DisposeAsync();
            return new World(server, folder, prefix, endpoint, await Circle.StartAsync(server.ConnectionString, prefix, folder.FullName, endpoint, TimeSpan.Zero));
        }

        public async Task<SweepSpec> SpecAsync(UntilSpec until)
        {
            var file = await circle.Store.PutAsync(new MemoryStream(Circle.Rows), CancellationToken.None);
            return Texts.Default with
            {
                Seeds = 1,
                Samples = 60,
                ShardSize = 7,
                Until = until,
                Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }, new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = file }],
            };
        }

        public async Task<SweepProgress> RunAsync(SweepSpec spec)
        {
            await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
            return await circle.UntilAsync(spec, progress => progress.IsSettled);
        }

        public ValueTask DisposeAsync() => circle.DisposeAsync();
    }
}
