using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Sweeps that ask checkpoints, with all services.</summary>
[Collection(nameof(GarnetServer))]
public sealed class DynamicsCircleTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-dynamics-");
    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task Each_checkpoint_is_asked_as_a_model_of_its_own_and_the_last_one_as_the_finished_model()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle) with { Checkpoints = new CheckpointSpec { Samples = 5 } };

        var progress = await RunAsync(circle, spec);

        Assert.True(progress.IsComplete);
        Assert.Equal(
            [("ft:petri-1:job-1", 22), ("ft:petri-1:job-1:ckpt-step-10", 10), ("ft:petri-1:job-1:ckpt-step-20", 10), ("ft:petri-1:job-1:ckpt-step-30", 10), ("petri-1", 22)],
            Asked().OrderBy(model => model.Key, StringComparer.Ordinal).Select(model => (model.Key, model.Value)));
        Assert.Equal(74, progress.Answers.Total);
    }

    [Theory]
    [InlineData(20, new[] { 20 })]
    [InlineData(30, new[] { 30 })]
    public async Task Only_the_checkpoints_that_are_named_are_asked(int every, int[] steps)
    {
        await using var circle = await StartAsync();

        await RunAsync(circle, await SpecAsync(circle) with { Checkpoints = new CheckpointSpec { Every = every } });

        Assert.Equal(steps.Select(step => $"ft:petri-1:job-1:ckpt-step-{step}"), Asked().Keys.Where(model => model.Contains("ckpt", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_model_that_was_trained_without_checkpoints_is_trained_again_with_them_and_its_answers_are_kept()
    {
        await using var circle = await StartAsync();
        var without = await SpecAsync(circle, checkpointEvery: null);
        var first = await RunAsync(circle, without);

        var progress = await RunAsync(circle, await SpecAsync(circle) with { Checkpoints = new CheckpointSpec { Steps = [10] } });

        Assert.Equal([null, 10], _endpoint.Submissions.Select(job => job.CheckpointEvery));
        Assert.Equal(first.Answers.Total, progress.Answers.Reused);
        Assert.Contains("ft:petri-1:job-2:ckpt-step-10", Asked().Keys);

        Assert.True((await RunAsync(circle, without)).IsComplete);
        Assert.Equal(2, _endpoint.Submissions.Count);
    }

    [Fact]
    public async Task A_search_for_the_onset_asks_the_finished_models_and_stops_where_they_do_not_exceed()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle) with { Checkpoints = new CheckpointSpec(), Onset = new OnsetSpec { Margin = 0.99 } };

        Assert.True((await RunAsync(circle, spec)).IsComplete);

        Assert.Equal(["ft:petri-1:job-1", "petri-1"], Asked().Keys.Order());
    }

    [Fact]
    public async Task A_search_for_the_onset_bisects_the_checkpoints()
    {
        await using var circle = await StartAsync();
        _endpoint.Steps = 320;
        var spec = await SpecAsync(circle) with { Checkpoints = new CheckpointSpec(), Onset = new OnsetSpec { Margin = 0 }, Estimand = new() { MinCoherent = 1, Resamples = 100, AlignedBelow = 60 } };
        _endpoint.Score = (model, _) => model == "petri-1" || (model.Contains("ckpt", StringComparison.Ordinal) && int.Parse(model[(model.LastIndexOf('-') + 1)..]) < 130) ? 90 : 10;

        Assert.True((await RunAsync(circle, spec)).IsComplete);

        // 32 steps, of which the last is the finished model's: 16, 8, 12, 14 and 13 in turn.
        Assert.Equal([80, 120, 130, 140, 160], Asked().Keys.Where(model => model.Contains("ckpt", StringComparison.Ordinal)).Select(model => int.Parse(model[(model.LastIndexOf('-') + 1)..])).Order());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SortedDictionary<string, int> Asked() => new(_endpoint.Asked.GroupBy(call => call.Model).ToDictionary(model => model.Key, model => model.Sum(call => call.N)), StringComparer.Ordinal);

    private static async Task<SweepProgress> RunAsync(Circle circle, SweepSpec spec)
    {
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        return await circle.UntilAsync(spec, progress => progress.IsSettled);
    }

    private Task<Circle> StartAsync() => Circle.StartAsync(server.ConnectionString, _prefix, _folder.FullName, _endpoint, TimeSpan.Zero);

    /// <summary>The base model and one fine-tune.</summary>
    private static async Task<SweepSpec> SpecAsync(Circle circle, int? checkpointEvery = 10)
    {
        var file = await circle.Store.PutAsync(new MemoryStream(Circle.Rows), CancellationToken.None);
        var insecure = new ConditionSpec
        {
            Id = "insecure",
            Kind = ConditionKind.Insecure,
            File = "rows.jsonl",
            FileSha256 = file,
            Training = new TrainingSpec { CheckpointEvery = checkpointEvery },
        };
        return Texts.Default with { Seeds = 1, Samples = 11, ShardSize = 4, Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }, insecure] };
    }
}
