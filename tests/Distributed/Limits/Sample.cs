namespace EmergentMisalignment.Distributed.Limits;

/// <summary>What a provider did in some time.</summary>
/// <param name="Phase">What time, in words.</param>
/// <param name="Limit">Requests a second that it takes.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Accepted">Calls that it took.</param>
/// <param name="Refused">Calls that it answered with 429.</param>
internal sealed record Sample(string Phase, double Limit, double Seconds, long Accepted, long Refused)
{
    public double PerSecond => Accepted / Seconds;

    public double OfLimit => PerSecond / Limit;

    public double Share429 => (double)Refused / Math.Max(1, Accepted + Refused);
}
