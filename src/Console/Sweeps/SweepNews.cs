using EmergentMisalignment.Contracts.Sweeps;
using MassTransit;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>Tells the Coordinator to look again.</summary>
internal sealed partial class SweepNews(IBus bus, ILogger<SweepNews> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What the ledger says is done: the event only makes it quicker, so a broker that is away does not undo it.</summary>
    public async Task TellAsync(string sweep, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await bus.Publish(new SweepChanged(sweep), patience.Token);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogNotTold(sweep, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus did not take the news of sweep {Sweep}: the Coordinator sees the change at its next look of its own")]
    private partial void LogNotTold(string sweep, Exception exception);
}
