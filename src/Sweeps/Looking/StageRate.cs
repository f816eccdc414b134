namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>How fast one stage goes, over the last half minute: long enough to be steady, short enough to notice a stall.</summary>
public sealed class StageRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Queue<(DateTimeOffset At, long Done)> _history = new();

    /// <summary>Units a second; 0 until two looks differ.</summary>
    public double PerSecond { get; private set; }

    public void Observe(long done)
    {
        var now = time.GetUtcNow();
        _history.Enqueue((now, done));
        while (_history.Count > 2 && now - _history.Peek().At > Window)
            _history.Dequeue();

        var (since, before) = _history.Peek();
        PerSecond = now > since ? (done - before) / (now - since).TotalSeconds : 0;
    }

    /// <summary>Null while the stage does not move.</summary>
    public TimeSpan? TimeLeft(long remaining) => PerSecond > 0 ? TimeSpan.FromSeconds(Math.Min(remaining / PerSecond, TimeSpan.FromDays(365).TotalSeconds)) : null;
}
