using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed;

/// <summary>The same services in one process and in nine come to the same results.</summary>
public sealed class EqualityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_smoke_sweep_gives_the_same_rows_distributed_as_locally()
    {
        await using var platform = await Platform.StartAsync(new PlatformOptions());
        var local = await RunLocallyAsync(platform);
        await platform.Desk.SubmitAsync(Sweep.Shipped("smoke.yaml"));
        var progress = await platform.Desk.WaitAsync("smoke", progress => progress.IsSettled, TimeSpan.FromMinutes(2));
        var distributed = await platform.Desk.AnswersAsync("smoke", platform.PathOf("distributed.parquet"));
        output.WriteLine($"canonical SHA-256: local {local.Sha256}, distributed {distributed.Sha256}, {distributed.Rows} rows");

        Assert.Empty(progress.Failures);
        Assert.Equal(72, distributed.Rows);
        Assert.Empty(distributed.DifferencesFrom(local));
        Assert.Equal(local.Sha256, distributed.Sha256);
    }

    private static async Task<Answers> RunLocallyAsync(Platform platform)
    {
        string[] arguments =
            ["exec", Path.Combine(AppContext.BaseDirectory, "em.dll"), "run", Repository.PathOf("sweeps", "smoke.yaml"), "--data", platform.PathOf("data"), "--out", platform.PathOf("local")];
        using var em = ChildProcess.Start("dotnet", arguments, platform.PathOf(""), new Dictionary<string, string>());
        Assert.True(await em.WaitForExitAsync() == 0, em.Output);
        return Answers.Of(platform.PathOf(Path.Combine("local", "answers.parquet")));
    }
}
