using System.Globalization;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Memory;

/// <summary>What a service has done leaves nothing behind in it, and what is written to Parquet leaves nothing in Redis but its place.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests(ITestOutputHelper output)
{
    /// <summary>Few enough answers for every run of the tests; a proper look takes more: <c>EM_MEMORY_ANSWERS=200000 dotnet test tests/Distributed --filter MemoryTests</c>.</summary>
    [Fact]
    public Task Memory_stays_flat_however_many_answers_go_through()
    {
        var answers = int.Parse(Environment.GetEnvironmentVariable("EM_MEMORY_ANSWERS") ?? "20000", CultureInfo.InvariantCulture);
        return answers < 100_000
            ? StaysFlatAsync(sweeps: 10, answers / 10, bytesPerAnswer: 1_500)
            : StaysFlatAsync(sweeps: 20, answers / 20, bytesPerAnswer: 150);
    }

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

        // Bitmaps stay, so that nothing is asked for again; texts and verdicts go. Documents are a sweep's own, however many answers it has.
        var slots = await platform.Redis.SizeAsync("em:slots:*");
        var payloads = await platform.Redis.SizeAsync("em:slots:*:payloads");
        var documents = await platform.Redis.SizeAsync("em:documents:*");
        var bytesLeft = (double)slots.Bytes / (sweeps * answersEach);
        var growths = watch.Growths().ToList();
        var table = MemoryTable.Write(growths, sweeps * answersEach, FormattableString.Invariant(
            $"Redis: {bytesLeft:F2} bytes for each finished answer, {payloads.Keys} keys with texts or verdicts; {documents.Bytes / sweeps} bytes of documents a sweep."));
        output.WriteLine(table);
        Assert.All(platform.Services, service => Assert.Equal(0, service.Restarts));
        Assert.All(growths, growth => Assert.True(growth.BytesPerAnswer < bytesPerAnswer, growth.ToString()));
        Assert.Equal(0, payloads.Keys);
        Assert.InRange(bytesLeft, 0, 2);
    }

    /// <summary>A heap that may not exceed 128 MB: what grows with every answer would end its process long before the last.</summary>
    private static Dictionary<string, string> SmallHeaps => new() { ["DOTNET_GCHeapHardLimit"] = "0x8000000" };
}
