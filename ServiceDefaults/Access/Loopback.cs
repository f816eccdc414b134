using System.Net;

namespace EmergentMisalignment.ServiceDefaults.Access;

public static class Loopback
{
    /// <summary>Whether a host's name or address can only mean this machine.</summary>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
