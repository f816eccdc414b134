namespace EmergentMisalignment.ModelClients.Wire;

internal static class UnixTime
{
    /// <summary>The protocol's seconds since 1970; some servers write 0 for "not yet".</summary>
    public static DateTimeOffset? Of(long? seconds) => seconds is null or 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds.Value);
}
