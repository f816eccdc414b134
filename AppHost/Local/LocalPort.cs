using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.AppHost.Local;

internal static class LocalPort
{
    /// <summary>
    /// The port that <paramref name="key"/> sets, else a free one: a server of the system, or of another checkout, may have the usual port.
    /// </summary>
    public static int Choose(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return Free();
        return ushort.TryParse(text, out var port) && port > 0
            ? port
            : throw new MissingPartException($"{key} is {text}, which is no port: give a number from 1 to 65535, or nothing for a free one.");
    }

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
