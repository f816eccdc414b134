namespace EmergentMisalignment.Distributed.Harness;

/// <summary>What a provider was asked.</summary>
/// <param name="Calls">Every chat call that arrived, those included whose asker died before the answer.</param>
/// <param name="Spoilt">Those that the provider failed on purpose.</param>
internal sealed record ChatTraffic(long Calls, long Spoilt)
{
    /// <summary>Calls that would have been made of a provider without faults.</summary>
    public long Wanted => Calls - Spoilt;
}
