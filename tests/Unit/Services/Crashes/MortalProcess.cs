using System.Threading.Channels;

namespace EmergentMisalignment.Unit.Services.Crashes;

/// <summary>
/// A process that may die or stop for a while wherever it awaits: what follows an await comes through here, is counted, and is dropped for good from the step on
/// at which it dies, the way a killed process drops it: nothing is disposed, nothing given back.
/// </summary>
/// <param name="dieAt">The step it does not live to make.</param>
/// <param name="stopAt">The step before which it stands still.</param>
/// <param name="stopFor">For how long.</param>
internal sealed class MortalProcess(int dieAt, int stopAt, TimeSpan stopFor) : SynchronizationContext
{
    private readonly Channel<(SendOrPostCallback Callback, object? State)> _next = Channel.CreateUnbounded<(SendOrPostCallback, object?)>();

    /// <summary>Steps it has made.</summary>
    public int Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _next.Writer.TryWrite((d, state));

    /// <returns>Whether it lived to the end.</returns>
    public async Task<bool> LiveAsync(Func<Task> life)
    {
        Task? whole = null;
        Post(_ => whole = EndAsync(life), null);
        while (whole is not { IsCompleted: true })
        {
            var (callback, state) = await _next.Reader.ReadAsync().ConfigureAwait(false);
            if (++Steps == dieAt)
                return false;
            if (Steps == stopAt)
                await Task.Delay(stopFor).ConfigureAwait(false);
            Make(callback, state);
        }

        await whole.ConfigureAwait(false);
        return true;
    }

    /// <summary>The end is a step as well, or nobody would look for it.</summary>
    private static async Task EndAsync(Func<Task> life)
    {
        await life();
        await Task.Yield();
    }

    private void Make(SendOrPostCallback callback, object? state)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
