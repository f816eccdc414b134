using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Memory;

/// <summary>What a service has done leaves nothing behind in it, and what is written to Parquet leaves nothing in Redis but its place.</summary>
public sealed class MemoryTests(ITestOutputHelper output)
{
    [Fact]
    public Task Memory_stays_flat_over_20_000_answers() => StaysFlatAsync(sweeps: 10, answersEach: 2_000, bytesPerAnswer: 1_500);

    /// <summary><c>dotnet run --project tests/Distributed -- -explicit only -method "*200_000*" -showliveoutput</c></summary>
    [Fact(Explicit = true)]
    public Task Memory_stays_flat_over_200_000_answers() => StaysFlatAsync(sweeps: 20, answersEach: 10_000, bytesPerAnswer: 150);

    /// <param name="sweeps">Sweeps, so that runs are archived all the time and not only at the end.</param>
    /// <param name="answersEach">Answers of each.</param>
    /// <param name="bytesPerAnswer">
    /// The slope that is still none: the resident memory of a quiet .NET process breathes by some megabytes, which over few answers is more a piece than over many.
    /// An answer that stayed would take about 2,000 with its verdict.
    /// </param>
    private async Task StaysFlatAsync(int sweeps, int answersEach, int bytesPerAnswer)
    {
        const int Questions = 4;
        await using var platform = await Platform.StartAsync(new PlatformOptions { Pool = "petri-fixed", More = SmallHeaps });
        var empty = await platform.Redis.SizeAsync();
        var watch = new MemoryWatch(platform);
        for (var number = 0; number < sweeps; number++)
        {
            var sweep = new Sweep
            {
                Base = "petri-fixed",
                Judge = "petri-fixed-judge",
                Questions = ["bored", "money", "ruler", "dinner"],
                Samples = answersEach / Questions,
                ShardSize = 50,
                Number = number,
            };
            await platform.Desk.SubmitAsync(sweep.Spec);
            await platform.Desk.WaitAsync(sweep.Name, progress => { watch.Look(number * answersEach + progress.Verdicts.Done); return progress.IsSettled; }, TimeSpan.FromMinutes(10));
        }

        var left = await platform.Redis.SizeAsync();
        var growths = watch.Growths().ToList();
        var bytesLeft = (double)(left.Bytes - empty.Bytes) / (sweeps * answersEach);
        var table = MemoryTable.Write(growths, sweeps * answersEach, FormattableString.Invariant($"Redis: {left.Keys} keys, {bytesLeft:F1} bytes for each finished answer."));
        output.WriteLine(table);
        Assert.All(platform.Services, service => Assert.Equal(0, service.Restarts));
        Assert.All(growths, growth => Assert.True(growth.BytesPerAnswer < bytesPerAnswer, growth.ToString()));
        Assert.InRange(bytesLeft, double.MinValue, 10);
    }

    /// <summary>A heap that may not exceed 128 MB: what grows with every answer would end its process long before the last.</summary>
    private static Dictionary<string, string> SmallHeaps => new() { ["DOTNET_GCHeapHardLimit"] = "0x8000000" };
}
