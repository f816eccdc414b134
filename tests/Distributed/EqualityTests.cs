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
}
