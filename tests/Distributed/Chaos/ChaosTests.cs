using EmergentMisalignment.Contracts;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>
/// 5,000 answers while parts of the platform die: always the answers and verdicts of the calm run, none lost, none twice, next to no call made again, and nobody's hand.
/// The figures are in <c>TestResults/chaos.md</c>.
/// </summary>
public sealed class ChaosTests(CalmRun calm, ITestOutputHelper output)
{
    [Fact]
    public Task Any_service_killed_every_two_seconds() => WithstandAsync(new Storm
    {
        Name = "kill -9 of any service every 2 s",
        Strike = new ChaosMonkey(seed: 1).KillAsync,
    });

    [Fact]
    public Task The_broker_away_for_ten_seconds() => WithstandAsync(new Storm
    {
        Name = "RabbitMQ away for 10 s",
        Strike = async (platform, cancellation) =>
        {
            await HalfwayAsync(platform, cancellation);
            await platform.Rabbit.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None);
            await platform.Rabbit.StartAsync();
            return "stopped and started with the same data";
        },
    });

    [Fact]
    public Task A_full_queue_purged() => WithstandAsync(new Storm
    {
        Name = "queues purged while full",
        Strike = async (platform, cancellation) =>
        {
            var sampling = await PurgeAsync(platform, QueueNames.Sampling("petri-1"), cancellation);
            var judging = await PurgeAsync(platform, QueueNames.Judging, cancellation);
            return $"{sampling} sampling and {judging} judging shards dropped";
        },
    });

    [Fact]
    public Task The_ledger_restarted() => WithstandAsync(new Storm
    {
        Name = "Redis restarted",
        Strike = async (platform, cancellation) =>
        {
            await HalfwayAsync(platform, cancellation);
            await platform.Redis.StopAsync();
            await platform.Redis.StartAsync();
            await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
            await platform.Redis.KillAsync();
            await platform.Redis.StartAsync();
            return "ended in order and started, then kill -9 and started, each time from its append-only file";
        },
    });

    [Fact]
    public Task A_provider_that_fails_a_fifth_of_its_calls() => WithstandAsync(new Storm
    {
        Name = "provider fails 20 % of calls",
        Options = new PlatformOptions
        {
            JudgeShards = 12,
            More = new Dictionary<string, string> { ["Endpoints__petri__Timeout"] = "00:00:03", ["Endpoints__petri__MaxConcurrency"] = "128" },
        },
        Faults =
        [
            // The one that lets a call go on comes last: a call is spoilt once.
            new Fault("error", 0.06) { Status = 429, Seed = 1 }, new Fault("error", 0.06) { Status = 500, Seed = 2 },
            new Fault("hang", 0.02) { Seed = 3 }, new Fault("truncate", 0.06) { Seed = 4 },
        ],
        Strike = (_, _) => Task.FromResult("429, 500, JSON cut short 6 % each, no answer within 3 s 2 %; seeds 1 to 4"),
    });

    [Fact]
    public Task Workers_told_to_stop_in_the_middle_of_a_shard() => WithstandAsync(new Storm
    {
        Name = "SIGTERM to workers mid-shard",
        Strike = async (platform, cancellation) =>
        {
            await platform.Desk.WaitAsync(Storm.Sweep.Name, progress => progress.Answers.Done > Storm.Sweep.Answers / 10, TimeSpan.FromMinutes(3), cancellation);
            var ends = new List<(int ExitCode, TimeSpan Took, string Output)>();
            foreach (var worker in platform.SamplingWorkers.Concat(platform.Judges))
                ends.Add(await worker.TerminateAsync());

            var handedBack = ends.Sum(end => end.Output.Split('\n').Count(line => line.Contains("handed back", StringComparison.Ordinal)));
            Assert.All(ends, end => Assert.True(end.ExitCode == 0, end.Output));
            Assert.True(handedBack > 0, $"Nobody was in the middle of a shard:\n{string.Join("\n\n", ends.Select(end => end.Output))}");
            return FormattableString.Invariant($"all four ended with exit code 0 within {ends.Max(end => end.Took).TotalSeconds:F1} s, {handedBack} shards handed back");
        },
    });

    private async Task WithstandAsync(Storm storm)
    {
        Programs.Require();
        var undisturbed = await calm.GetAsync(output.WriteLine);
        var outcome = await storm.RunAsync(calm.Folder, output.WriteLine);
        calm.Table.Add(outcome, undisturbed);
        output.WriteLine(calm.Table.Text);

        Assert.Empty(outcome.Failures);
        Assert.Equal((0, 0), (outcome.Lost, outcome.Answers.Duplicates));
        Assert.Empty(outcome.Answers.DifferencesFrom(undisturbed.Answers));
        Assert.Equal(undisturbed.Answers.Sha256, outcome.Answers.Sha256);
        Assert.InRange(outcome.ExtraShare(undisturbed), 0, 0.05);
    }

    private static async Task HalfwayAsync(Platform platform, CancellationToken cancellation) =>
        await platform.Desk.WaitAsync(Storm.Sweep.Name, progress => progress.Verdicts.Done > Storm.Sweep.Answers / 3, TimeSpan.FromMinutes(3), cancellation);

    /// <summary>Drops a queue's messages when there are many.</summary>
    private static async Task<uint> PurgeAsync(Platform platform, string queue, CancellationToken cancellation)
    {
        await Until.TrueAsync(async () => await platform.Rabbit.WaitingAsync(queue) > 30, $"messages in queue {queue}", TimeSpan.FromMinutes(3), cancellation: cancellation);
        return await platform.Rabbit.PurgeAsync(queue);
    }
}
