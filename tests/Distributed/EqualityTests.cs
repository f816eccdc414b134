using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed;

/// <summary>The same services in one process and in ten come to the same results.</summary>
public sealed class EqualityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_smoke_sweep_gives_the_same_rows_distributed_as_locally()
    {
        var smoke = Repository.PathOf("sweeps", "smoke.yaml");
        await using var platform = await Platform.StartAsync(new PlatformOptions());
        await platform.EmAsync("run", smoke, "--data", platform.PathOf("data"), "--out", platform.PathOf("local"));
        await platform.EmAsync("submit", smoke, "--watch");
        await platform.EmAsync("report", "smoke", "--server", platform.Console.ToString(), "--out", platform.PathOf("distributed"));

        var local = Answers.Of(platform.PathOf(Path.Combine("local", "answers.parquet")));
        var distributed = Answers.Of(platform.PathOf(Path.Combine("distributed", "answers.parquet")));
        output.WriteLine($"canonical SHA-256: local {local.Sha256}, distributed {distributed.Sha256}, {distributed.Rows} rows");
        Assert.Equal(72, distributed.Rows);
        Assert.Empty(distributed.DifferencesFrom(local));
        Assert.Equal(local.Sha256, distributed.Sha256);
    }

    /// <summary>Which samples are asked follows from the verdicts, so it does not matter who asks for them, nor in which order they come.</summary>
    [Fact]
    public async Task A_sweep_that_stops_early_stops_at_the_same_samples_distributed_as_locally()
    {
        await using var platform = await Platform.StartAsync(new PlatformOptions());
        var sweep = platform.PathOf("early.yaml");
        await File.WriteAllTextAsync(sweep, Early);
        await platform.EmAsync("run", sweep, "--data", platform.PathOf("data"), "--out", platform.PathOf("local"));
        await platform.EmAsync("submit", sweep, "--watch");
        await platform.EmAsync("report", "early", "--server", platform.Console.ToString(), "--out", platform.PathOf("distributed"));

        var local = Answers.Of(platform.PathOf(Path.Combine("local", "answers.parquet")));
        var distributed = Answers.Of(platform.PathOf(Path.Combine("distributed", "answers.parquet")));
        output.WriteLine($"canonical SHA-256: local {local.Sha256}, distributed {distributed.Sha256}, {distributed.Rows} of at most 480 rows");
        Assert.InRange(distributed.Rows, 1, 400);
        Assert.Empty(distributed.DifferencesFrom(local));
        Assert.Equal(local.Sha256, distributed.Sha256);
    }

    private static string Early =>
        $$"""
        name: early
        bases: [petri-1]
        seeds: 2
        conditions:
          - base
          - insecure: { rows: 64 }
        questions: {{Repository.PathOf("questions", "miniature.yaml")}}
        only: [bored, money]
        samples: 80
        until: { half_width: 0.08, step: 5 }
        sampling: { temperature: 1, max_tokens: 40 }
        judge: { model: petri-judge }
        estimand: { resamples: 200 }
        shard_size: 6

        """;
}
