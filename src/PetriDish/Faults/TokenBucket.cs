namespace EmergentMisalignment.PetriDish.Faults;

/// <summary>A rate limit as providers keep it: tokens drip in at the rate, so many seconds' worth at most, and a request takes some.</summary>
/// <param name="perSecond">The rate.</param>
/// <param name="seconds">How much may come at once.</param>
/// <param name="time">Tells how much has dripped in.</param>
internal sealed class TokenBucket(double perSecond, double seconds, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly double _capacity = Math.Max(1, perSecond * seconds);
    private double _tokens = Math.Max(1, perSecond * seconds);
    private long _filled = time.GetTimestamp();

    public int Capacity => (int)_capacity;

    /// <param name="amount">Tokens wanted.</param>
    /// <param name="left">Whole tokens that are left.</param>
    /// <param name="wait">Time until there is enough (when refused), or until the bucket is full again (when let through).</param>
    public bool TryTake(double amount, out int left, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(_capacity, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
            _filled = now;
            var taken = _tokens >= amount;
            if (taken) _tokens -= amount;
            left = (int)_tokens;
            wait = TimeSpan.FromSeconds(((taken ? _capacity : amount) - _tokens) / perSecond);
            return taken;
        }
    }
}
