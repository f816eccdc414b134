namespace EmergentMisalignment.Unit.Ledger;

/// <summary>A provider that refuses what is too much: a bucket of one second's worth.</summary>
internal sealed class HardLimit(double perSecond)
{
    private double _perSecond = perSecond;
    private double _tokens = perSecond;
    private double _at;

    public double PerSecond
    {
        get => _perSecond;
        set => _tokens = _perSecond = value;
    }

    /// <param name="at">Seconds, never going back.</param>
    public bool Takes(double at)
    {
        _tokens = Math.Min(Math.Max(1, _perSecond), _tokens + ((at - _at) * _perSecond));
        _at = at;
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
