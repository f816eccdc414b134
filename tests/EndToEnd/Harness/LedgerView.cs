using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.EndToEnd.Harness;

/// <summary>Looks into the ledger of a run under way, as <c>em status</c> does but many times a second, to know the moment to strike.</summary>
internal static class LedgerView
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>The first progress of this process's submission that is as wanted.</summary>
    public static async Task<SweepProgress> WaitForAsync(EmProcess em, string data, string sweep, Func<SweepProgress, bool> wanted)
    {
        var started = DateTimeOffset.UtcNow;
        var connection = await ConnectAsync(em, Path.Combine(data, "ledger"));
        await using var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System)
            .AddLedger(ledger => ledger.ConnectionString = connection).BuildServiceProvider();
        var documents = services.GetRequiredService<Documents>();
        while (DateTimeOffset.UtcNow - started < LongestWait && !em.HasExited)
        {
            if (await documents.GetAsync(LedgerKeys.Progress(sweep), LedgerJson.Default.SweepProgress) is { } progress && progress.SubmittedAt > started && wanted(progress))
                return progress;

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"The moment never came:\n{em.Output}");
    }

    private static async Task<string> ConnectAsync(EmProcess em, string folder)
    {
        while (!em.HasExited)
        {
            if (await EmbeddedLedger.TryFindRunningAsync(folder) is { } connection)
                return connection;

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"em ended before its ledger was up:\n{em.Output}");
    }
}
