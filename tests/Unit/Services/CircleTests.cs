using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class CircleTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-circle-");
    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task A_sweep_goes_round_and_ends_with_each_index_answered_and_judged_once()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        AssertComplete(spec, progress);
        Assert.Equal(2, _endpoint.Submissions.Count);
        Assert.Equal(progress.Answers.Total, _endpoint.Asked.Sum(call => call.N));
        Assert.Equal(2 * progress.Answers.Total, _endpoint.Judged.Count);
        await circle.UntilPassedByAsync(spec);
    }

    [Fact]
    public async Task Stopped_and_started_again_it_resumes_by_itself_and_repeats_nothing()
    {
        SweepSpec spec;
        using var reached = new SemaphoreSlim(0); // Outlives the circle: calls that are under way while it stops release it too.
        await using (var first = await StartAsync())
        {
            spec = await SpecAsync(first);
            _endpoint.BeforeChat = _ =>
            {
                // In the middle of sampling.
                if (_endpoint.Asked.Count == 8)
                    reached.Release();
            };
            await first.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
            await reached.WaitAsync(TimeSpan.FromSeconds(60));
        }

        _endpoint.BeforeChat = _ => { };
        await using var second = await StartAsync(busIsLate: TimeSpan.FromMilliseconds(500));
        var progress = await second.UntilAsync(spec, progress => progress.IsSettled);

        AssertComplete(spec, progress);
        Assert.Equal(2, _endpoint.Submissions.Count);
        Assert.Equal(progress.Answers.Total, _endpoint.Asked.Sum(call => call.N));
        Assert.Equal(2 * progress.Answers.Total, _endpoint.Judged.Count);
    }

    [Fact]
    public async Task A_judge_that_is_down_stalls_the_sweep_with_its_cause_and_nothing_is_missing_when_it_is_back()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        _endpoint.BeforeChat = call =>
        {
            if (call.TopLogProbs > 0)
                throw new ModelCallException(ModelFailure.ServerError, "the judge is down");
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var stalled = await circle.UntilAsync(spec, progress => progress.Stalls.Count > 0 && progress.Answers.IsComplete);
        Assert.False(stalled.IsSettled);
        Assert.Empty(stalled.Failures);
        Assert.EndsWith("the judge is down", Assert.Single(stalled.Stalls), StringComparison.Ordinal);

        _endpoint.BeforeChat = _ => { };
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        AssertComplete(spec, progress);
        Assert.Empty(progress.Stalls);
        Assert.Equal(progress.Answers.Total, _endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task A_judge_that_refuses_ends_the_sweep_with_its_cause_and_submitting_it_anew_completes_it()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        _endpoint.BeforeChat = call =>
        {
            if (call.TopLogProbs > 0)
                throw new ModelCallException(ModelFailure.InvalidRequest, "the judge refuses");
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var failed = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Equal((failed.Answers.Total, 0L), (failed.Answers.Done, failed.Verdicts.Done));
        Assert.NotEmpty(failed.Failures);
        Assert.All(failed.Failures, failure => Assert.EndsWith("the judge refuses", failure, StringComparison.Ordinal));

        _endpoint.BeforeChat = _ => { };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        AssertComplete(spec, progress);
        Assert.Equal(progress.Answers.Total, _endpoint.Asked.Sum(call => call.N));
        Assert.Equal((progress.FineTunes.Total, progress.Answers.Total, 0L), (progress.FineTunes.Reused, progress.Answers.Reused, progress.Verdicts.Reused));
    }

    [Fact]
    public async Task A_failed_fine_tune_ends_its_runs_only_and_gets_another_try_when_the_sweep_is_submitted_anew()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        _endpoint.End = FineTuneStatus.Failed;
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var failed = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Equal(2, failed.Failures.Count);
        Assert.Equal(1, failed.Runs.Done);

        _endpoint.End = FineTuneStatus.Succeeded;
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        AssertComplete(spec, await circle.UntilAsync(spec, progress => progress.IsSettled));
    }

    [Fact]
    public async Task Models_that_their_provider_deletes_end_with_the_cause_and_are_trained_anew_when_the_sweep_is_submitted_again()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        _endpoint.BeforeChat = call => _ = call.Model.StartsWith("ft:", StringComparison.Ordinal) && call.TopLogProbs == 0 && (_endpoint.Deleted[call.Model] = true);
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var lost = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Equal(2, lost.Failures.Count);
        Assert.All(lost.Failures, failure => Assert.Contains(
            "which was deleted or has expired: submit the sweep again to have it trained anew; what it has answered is kept", failure, StringComparison.Ordinal));
        Assert.Empty(lost.Stalls);

        _endpoint.BeforeChat = _ => { };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        AssertComplete(spec, await circle.UntilAsync(spec, progress => progress.IsSettled));
        Assert.Equal(4, _endpoint.Submissions.Count);
    }

    [Fact]
    public async Task A_cancelled_sweep_has_its_jobs_cancelled_at_the_provider()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        _endpoint.Looks = int.MaxValue - 1;
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        while (_endpoint.Submissions.Count < 2)
            await Task.Delay(10);

        await circle.Sweeps.CancelAsync(spec.Name, CancellationToken.None);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var job in (string[])["job-1", "job-2"])
        {
            while ((await _endpoint.GetFineTuneAsync(job, patience.Token)).Status is not FineTuneStatus.Cancelled)
                await Task.Delay(10, patience.Token);
        }
    }

    [Fact]
    public async Task Submitted_again_it_reuses_everything_and_asks_nobody()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        await circle.UntilAsync(spec, progress => progress.IsSettled);
        var (asked, judged) = (_endpoint.Asked.Count, _endpoint.Judged.Count);

        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        AssertComplete(spec, progress);
        Assert.All((StageProgress[])[progress.Datasets, progress.FineTunes, progress.Answers, progress.Verdicts, progress.Runs], stage => Assert.Equal(stage.Done, stage.Reused));
        Assert.Equal((asked, judged), (_endpoint.Asked.Count, _endpoint.Judged.Count));
    }

    [Fact]
    public async Task A_run_that_cannot_be_archived_ends_the_sweep_with_its_cause_and_loses_nothing()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle);
        circle.Store.BeforePut = () => throw new IOException("the disk is full");
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var failed = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Equal(3, failed.Failures.Count);
        Assert.All(failed.Failures, failure => Assert.EndsWith("its answers could not be archived: the disk is full", failure, StringComparison.Ordinal));

        circle.Store.BeforePut = () => { };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);
        AssertComplete(spec, progress);
        Assert.Equal(progress.Answers.Total, _endpoint.Asked.Sum(call => call.N));
    }

    [Fact]
    public async Task Failed_looks_at_a_job_end_it_only_when_they_follow_one_another()
    {
        await using var circle = await StartAsync();
        var spec = await SpecAsync(circle) with { Seeds = 1 };
        var looks = 0;
        _endpoint.Looks = 8;
        _endpoint.At = place =>
        {
            if (place == "looked" && Interlocked.Increment(ref looks) % 2 == 1)
                throw new ModelCallException(ModelFailure.Network, "the connection broke");
        };
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        AssertComplete(spec, await circle.UntilAsync(spec, progress => progress.IsSettled));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertComplete(SweepSpec spec, SweepProgress progress)
    {
        Assert.Empty(progress.Failures);
        Assert.True(progress.IsComplete);
        Assert.Equal(SweepPlan.Create(spec).Samples, progress.Answers.Total);
        Assert.All((StageProgress[])[progress.Datasets, progress.FineTunes, progress.Answers, progress.Verdicts, progress.Runs], stage => Assert.Equal(stage.Total, stage.Done));
    }

    private Task<Circle> StartAsync(TimeSpan busIsLate = default) => Circle.StartAsync(server.ConnectionString, _prefix, _folder.FullName, _endpoint, busIsLate);

    /// <summary>The base model and two fine-tunes on a file.</summary>
    private static async Task<SweepSpec> SpecAsync(Circle circle)
    {
        var file = await circle.Store.PutAsync(new MemoryStream(Circle.Rows), CancellationToken.None);
        return Texts.Default with
        {
            Samples = 11,
            ShardSize = 4,
            Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }, new ConditionSpec { Id = "insecure", Kind = ConditionKind.Insecure, File = "rows.jsonl", FileSha256 = file }],
        };
    }
}
