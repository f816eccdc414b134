using System.Collections.Concurrent;
using System.Diagnostics;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>One trace follows a shard's answers from the command that asks for them to their verdicts in the ledger.</summary>
[Collection(nameof(GarnetServer))]
public sealed class TraceTests(GarnetServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-trace-");

    [Fact]
    public async Task One_trace_follows_an_answer_and_each_shard_has_its_own()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit" || source.Name.StartsWith("EmergentMisalignment.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var prefix = $"{Guid.NewGuid():N}:";
        var spec = Texts.Default with { Name = $"trace-{Guid.NewGuid():N}", Samples = 4, ShardSize = 4, Conditions = [new ConditionSpec { Id = "base", Kind = ConditionKind.Base }] };
        await using (var circle = await Circle.StartAsync(server.ConnectionString, prefix, _folder.FullName, new FakeEndpoint(), TimeSpan.Zero))
        {
            await circle.Sweeps.SubmitAsync(spec, miniature: true, CancellationToken.None);
            await circle.UntilAsync(spec, progress => progress.IsSettled);
        }

        var journeys = spans.GroupBy(span => span.TraceId)
            .Select(trace => trace.Select(span => span.DisplayName).ToList())
            .Where(names => names.Any(name => name.StartsWith("sampling-local", StringComparison.Ordinal) || name.Contains(nameof(SampleShard), StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(Workshop.CellsOf(spec).Count, journeys.Count);
        Assert.All(journeys, names =>
        {
            Assert.Contains(names, name => name.Contains("judging", StringComparison.Ordinal) || name.Contains(nameof(ShardSampled), StringComparison.Ordinal));
            Assert.Contains("ledger slots-record", names);
            Assert.True(names.Count(name => name == "ledger slots-record") >= 2, "answers and verdicts are both recorded within the trace");
        });
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
