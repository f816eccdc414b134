using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Health;

/// <summary>Notices when an endpoint gives this process nothing but failures, and tells people. Costs a successful call one look at a field.</summary>
internal sealed partial class EndpointWatch(EndpointOptions options, ITroubleBoard? board, Func<string?> limit, ILogger logger, TimeProvider clock)
{
    // Shorter, and every restart of a server would be told; longer, and people wonder why nothing moves.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private long _failingSince;
    private long _told;

    public void Succeed()
    {
        if (Volatile.Read(ref _failingSince) == 0)
            return;
        Interlocked.Exchange(ref _failingSince, 0);
        if (Interlocked.Exchange(ref _told, 0) != 0)
            _ = TellAsync(() => board!.ClearAsync(options.Name, CancellationToken.None));
    }

    public void Fail(ModelCallException failure)
    {
        if (board is null || !(failure.IsEndpointsFault || failure.Failure is ModelFailure.RateLimited))
            return;
        var now = clock.GetUtcNow();
        var before = Interlocked.CompareExchange(ref _failingSince, now.UtcTicks, 0);
        var since = before == 0 ? now : new DateTimeOffset(before, TimeSpan.Zero);
        var told = Volatile.Read(ref _told);
        if (now - since < Patience || now.UtcTicks - told < Every.Ticks || Interlocked.CompareExchange(ref _told, now.UtcTicks, told) != told)
            return;
        var cause = failure.Failure is ModelFailure.RateLimited && limit() is { } known ? $"{failure.Message}; {known}" : failure.Message;
        _ = TellAsync(() => board.PutAsync(new EndpointTrouble(options.Name, cause, since), CancellationToken.None));
    }

    private async Task TellAsync(Func<Task> tell)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // What cannot be told must not fail the call that it is about.
            LogNotTold(options.Name, exception);
        }
    }
}
