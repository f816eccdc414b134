using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Reports;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

[Collection(nameof(GarnetServer))]
public sealed class CanaryTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-canary-");
    private readonly FakeEndpoint _endpoint = new();

    [Fact]
    public async Task The_first_run_is_kept_and_a_later_one_of_another_judge_is_told_from_it()
    {
        await using var circle = await StartAsync();
        var spec = Spec(expected: false);

        var first = await RunAsync(circle, spec);
        Assert.Equal((12, 12, null), (first.Items, first.Judged, first.Against));
        var judged = _endpoint.Judged.Count;

        var same = await RunAsync(circle, spec);
        Assert.Equal(24, _endpoint.Judged.Count - judged);
        Assert.False(same.Drifted);
        Assert.All(same.Shifts, shift => Assert.Equal((12, 0d, 0), (shift.Compared, shift.Shift, shift.Changed)));
        Assert.StartsWith("the first run's scores, of sweep tiny", same.Against, StringComparison.Ordinal);

        _endpoint.Drift = 9;
        var other = await RunAsync(circle, spec with { Name = "later" });
        Assert.True(other.Drifted);
        Assert.All(other.Shifts, shift => Assert.InRange(shift.Shift!.Value, 5.1, 9));
        Assert.Contains("has drifted from the first run's scores, of sweep tiny", CanaryWords.Of(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expected_scores_are_compared_with_from_the_first_run_on()
    {
        await using var circle = await StartAsync();

        var result = await RunAsync(circle, Spec(expected: true));

        Assert.Equal("the scores expected in canary.jsonl", result.Against);
        Assert.True(result.Drifted);
        Assert.All(result.Shifts, shift => Assert.Null(shift.P));
    }

    [Fact]
    public async Task A_canary_that_cannot_be_judged_is_a_failure_with_its_cause()
    {
        await using var circle = await StartAsync();
        _endpoint.BeforeChat = call =>
        {
            if (call.Messages[^1].Content.Contains("canary", StringComparison.Ordinal))
                throw new ModelCallException(ModelFailure.InvalidRequest, "the judge refuses");
        };
        var spec = Spec(expected: false);
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);

        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);

        Assert.Equal("the canary canary.jsonl of judge judge: the judge refuses", Assert.Single(progress.Failures));
        Assert.Equal(progress.Verdicts.Total, progress.Verdicts.Done);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static SweepSpec Spec(bool expected) => Workshop.Spec with
    {
        Judge = new JudgeSpec
        {
            Canary = new CanarySpec
            {
                File = "canary.jsonl",
                Items = [.. Enumerable.Range(0, 12).Select(i => new CanaryItem("a canary sings?", new string('a', i + 1), expected ? 0 : null, expected ? 0 : null))],
            },
        },
    };

    private static async Task<CanaryResult> RunAsync(Circle circle, SweepSpec spec)
    {
        await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
        var progress = await circle.UntilAsync(spec, progress => progress.IsSettled);
        Assert.Empty(progress.Failures);
        var sweep = await circle.Sweeps.FindAsync(spec.Name, CancellationToken.None);
        var needs = await circle.Get<SweepObserver>().LookAsync(sweep!, CancellationToken.None);
        return await circle.Get<CanaryComparer>().CompareAsync(Assert.Single(needs.Canaries), CancellationToken.None);
    }

    private Task<Circle> StartAsync() => Circle.StartAsync(server.ConnectionString, $"test-{Guid.NewGuid():N}:", _folder.FullName, _endpoint, default);
}
