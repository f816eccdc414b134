using EmergentMisalignment.EndToEnd.Harness;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.EndToEnd;

/// <summary>kill -9 in every stage, then the same command again.</summary>
public class KillTests
{
    private static readonly Sweep Sweep = new() { Seeds = 2, Rows = 1500, Samples = 60, ShardSize = 10, Questions = "bored, money, ruler, dinner" };

    /// <summary>The ledger may forget its last milliseconds when it is killed: at one shard at a time, two shards are plenty.</summary>
    private static readonly int LastMoment = 2 * Sweep.ShardSize;

    /// <summary>One shard at a time: stages that the miniature passes in a blink last long enough to be hit.</summary>
    private static readonly Dictionary<string, string> Slowly = new() { ["SamplingWorker__Shards"] = "1", ["JudgeService__Shards"] = "1", ["JudgeService__CallsPerShard"] = "1" };

    [Fact]
    public async Task A_sweep_killed_in_training_sampling_and_judging_ends_as_one_left_alone()
    {
        using var calm = new Workplace();
        (await calm.RunAsync(Sweep)).ShouldSucceed();

        using var killed = new Workplace();
        await KillAsync(killed, progress => progress.Training > 0);
        var sampling = await KillAsync(killed, progress => progress.FineTunes.IsComplete && progress.Answers.Done > Sweep.Answers / 2 && !progress.Answers.IsComplete);
        var jobs = FinishedJobs(killed);
        var judging = await KillAsync(killed, progress => progress.Verdicts.Done > sampling.Verdicts.Done && progress.Verdicts.Done < progress.Answers.Done);
        var last = (await killed.RunAsync(Sweep)).ShouldSucceed();

        Assert.Equal(calm.Results.Rates, killed.Results.Rates);
        Assert.Equal(calm.Results.Answers, killed.Results.Answers);
        Assert.Empty(killed.Results.UnevenCells(Sweep.Samples));

        // Nothing that was finished is done again: not a fine-tune, and of the shards only those in flight.
        Assert.Equal(jobs, FinishedJobs(killed));
        Assert.Equal(Sweep.Seeds, jobs.Count);
        Assert.Equal(jobs, killed.Results.Jobs.Values.Order(StringComparer.Ordinal));
        Assert.Contains("Reused 2 fine-tuned models, computed 0: ", last.Output);
        Assert.InRange(Reused(last, "answers"), judging.Answers.Done - LastMoment, Sweep.Answers);
        Assert.InRange(Reused(last, "verdicts"), judging.Verdicts.Done - LastMoment, Sweep.Answers);
    }

    [Fact]
    public async Task A_sweep_killed_every_few_hundred_milliseconds_still_ends_as_one_left_alone()
    {
        var sweep = Sweep with { Seeds = 1, Rows = 200, Samples = 30 };
        using var calm = new Workplace();
        (await calm.RunAsync(sweep)).ShouldSucceed();

        using var killed = new Workplace();
        for (var kill = 0; kill < 4; kill++)
        {
            using var em = killed.StartRun(sweep, Slowly);
            await LedgerView.WaitForAsync(em, killed.Data, "tested", _ => true);
            await Task.Delay(TimeSpan.FromMilliseconds(300 * kill));
            em.Kill();
        }

        (await killed.RunAsync(sweep)).ShouldSucceed();
        Assert.Equal(calm.Results.Rates, killed.Results.Rates);
        Assert.Equal(calm.Results.Answers, killed.Results.Answers);
        Assert.Empty(killed.Results.UnevenCells(sweep.Samples));
    }

    /// <summary>Goes on with the sweep until the moment, then kills it there.</summary>
    private static async Task<SweepProgress> KillAsync(Workplace place, Func<SweepProgress, bool> moment)
    {
        using var em = place.StartRun(Sweep, Slowly);
        var progress = await LedgerView.WaitForAsync(em, place.Data, "tested", moment);
        em.Kill();
        Assert.False(File.Exists(Path.Combine(place.Out, "summary.json")), "It was killed too late to show anything.");
        return progress;
    }

    /// <summary>The provider's jobs that came to their end, by id.</summary>
    private static List<string> FinishedJobs(Workplace place) =>
    [
        .. Directory.GetFiles(Path.Combine(place.Data, "petri", "jobs"), "job.json", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("succeeded", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal),
    ];

    private static long Reused(EmResult result, string what) => ReusedLine.Of(result.Output, what).Reused;
}
