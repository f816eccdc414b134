using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>Kills one service after another, any of them, by a seed that the table shows.</summary>
internal sealed class ChaosMonkey(int seed)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public async Task<string> KillAsync(Platform platform, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var killed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var victim = platform.Services[random.Next(platform.Services.Count)];
                victim.Kill();
                killed[victim.Name] = killed.GetValueOrDefault(victim.Name) + 1;
            }
        }
        catch (OperationCanceledException)
        {
            // The sweep is settled.
        }

        return $"seed {seed}, {killed.Values.Sum()} kills: {string.Join(", ", killed.Select(pair => $"{pair.Key} {pair.Value}"))}";
    }
}
