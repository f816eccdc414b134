namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>A rate limit as providers keep it: tokens drip in at the rate, one second's worth at most, and a request takes one.</summary>
internal sealed class TokenBucket(double perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly double _capacity = Math.Max(1, perSecond);
    private double _tokens = Math.Max(1, perSecond);
    private long _filled = time.GetTimestamp();

    public int Capacity => (int)_capacity;

    /// <param name="left">Whole requests that would still be let through now.</param>
    /// <param name="wait">Time until a token is there (when refused), or until the bucket is full again (when let through).</param>
    public bool TryTake(out int left, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(_capacity, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
            _filled = now;
            var taken = _tokens >= 1;
            if (taken) _tokens--;
            left = (int)_tokens;
            wait = TimeSpan.FromSeconds(((taken ? _capacity : 1) - _tokens) / perSecond);
            return taken;
        }
    }
}
