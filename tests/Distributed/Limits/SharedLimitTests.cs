using System.Diagnostics;
using EmergentMisalignment.Distributed.Harness;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Limits;

/// <summary>Four processes that share a provider's limit through the ledger, none of which has been told it.</summary>
[Collection(nameof(Alone))]
public sealed class SharedLimitTests(ITestOutputHelper output)
{
    private const int Workers = 4;
    private const double Limit = 200;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(25);

    /// <remarks>Side by side: nearly all of it is waiting for seconds to pass.</remarks>
    [Fact]
    public Task Four_processes_share_a_hard_limit_and_follow_it_down() => Task.WhenAll(ShareAsync("tells its limit in headers", untold: false), ShareAsync("tells nothing but 429", untold: true));

    private async Task ShareAsync(string provider, bool untold)
    {
        Programs.RequireRedis();
        using var folder = new WorkFolder();
        await using var redis = new RedisServer(folder.Sub("redis"));
        await redis.StartAsync();
        await using var petri = new PetriProcess(folder.Sub("petri"));
        await petri.HealthyAsync();
        await petri.PlayAsync(Fault.RateLimit(Limit, untold));
        var callers = Enumerable.Range(0, Workers).Select(_ => StartCaller(folder.Path, redis.ConnectionString, petri.Endpoint)).ToList();
        try
        {
            await Until.TrueAsync(async () => (await petri.ChatStatusesAsync()).Accepted > 0, "the first call", TimeSpan.FromSeconds(60), () => callers[0].Output);
            List<Sample> samples =
            [
                await MeasureAsync(petri, "first 10 s", Limit, Settling),
                await MeasureAsync(petri, "after", Limit, Measuring),
            ];
            await petri.PlayAsync(Fault.RateLimit(Limit / 4, untold));
            samples.Add(await MeasureAsync(petri, "10 s from the drop", Limit / 4, Settling));
            samples.Add(await MeasureAsync(petri, "after the drop", Limit / 4, Measuring));

            output.WriteLine(LimitTable.Add(provider, samples));
            Assert.All(callers, caller => Assert.False(caller.HasExited, caller.Output));
            Assert.All(
                [samples[1], samples[3]],
                sample => Assert.Multiple(
                    () => Assert.InRange(sample.OfLimit, 0.95, 1.05),
                    () => Assert.InRange(sample.Share429, 0, 0.01)));
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }
    }

    private static ChildProcess StartCaller(string folder, string ledger, Uri endpoint) => ChildProcess.Start(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "EmergentMisalignment.Caller.dll")], folder, new Dictionary<string, string>
        {
            ["ConnectionStrings__ledger"] = ledger,
            ["Endpoints__provider__Kind"] = "Petri",
            ["Endpoints__provider__Url"] = endpoint.ToString(),
            ["Endpoints__provider__ApiKey"] = PlantedKeys.Endpoint,
            ["DOTNET_gcServer"] = "0",
        });

    private static async Task<Sample> MeasureAsync(PetriProcess petri, string phase, double limit, TimeSpan time)
    {
        var (accepted, refused) = await petri.ChatStatusesAsync();
        var clock = Stopwatch.StartNew();
        await Task.Delay(time, TestContext.Current.CancellationToken);
        var now = await petri.ChatStatusesAsync();
        return new Sample(phase, limit, clock.Elapsed.TotalSeconds, now.Accepted - accepted, now.Refused - refused);
    }
}
