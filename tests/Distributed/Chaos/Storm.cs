using System.Diagnostics;
using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>One sweep of 5,000 answers on a platform of its own, with what is done to it meanwhile.</summary>
internal sealed class Storm
{
    /// <summary>What every call of the provider takes: long enough for something to be under way whenever it strikes.</summary>
    private const int Latency = 100;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(8);

    public static readonly Sweep Sweep = new() { Rows = 64, Questions = ["bored", "money", "ruler", "dinner", "partner"], Samples = 500, ShardSize = 25 };

    public required string Name { get; init; }

    public PlatformOptions Options { get; init; } = new();

    /// <summary>Faults that the provider plays from the start, besides its latency.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What is done while the sweep runs, until it is cancelled; it returns what it did, in a few words.</summary>
    public Func<Platform, CancellationToken, Task<string>> Strike { get; init; } = (_, _) => Task.FromResult("");

    public async Task<Outcome> RunAsync(string folder, Action<string> log)
    {
        await using var platform = await Platform.StartAsync(Options);
        try
        {
            await platform.Petri.PlayAsync([Fault.Latency(Latency), .. Faults]);
            var clock = Stopwatch.StartNew();
            await platform.Desk.SubmitAsync(Sweep.Spec);

            using var over = new CancellationTokenSource();
            var striking = Strike(platform, over.Token);
            var settling = platform.Desk.WaitAsync(Sweep.Name, progress => progress.IsSettled, LongestRun);
            if (await Task.WhenAny(striking, settling) == striking)
                await striking; // A strike that failed is told at once.

            var progress = await settling;
            var elapsed = clock.Elapsed;
            await over.CancelAsync();
            var did = await striking;
            return new Outcome
            {
                Name = Name,
                Did = did,
                Elapsed = elapsed,
                Failures = progress.Failures,
                Answers = await platform.Desk.AnswersAsync(Sweep.Name, Path.Combine(folder, $"{Guid.NewGuid():N}.parquet")),
                Traffic = await platform.Petri.TrafficAsync(),
                Restarts = platform.Services.Sum(service => service.Restarts),
            };
        }
        catch
        {
            log(platform.Logs);
            throw;
        }
    }
}
