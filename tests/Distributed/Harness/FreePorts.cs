using System.Net;
using System.Net.Sockets;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>Loopback ports that nobody listens on, each given out once.</summary>
internal static class FreePorts
{
    /// <summary>
    /// Below the range that systems take the ports of outgoing connections from: a client that keeps asking for a server that is down would otherwise be given
    /// the server's own port sooner or later, and talk to itself.
    /// </summary>
    private const int Lowest = 20_000, Highest = 32_000;

    private static readonly HashSet<int> Given = [];

    public static int Next()
    {
        lock (Given)
        {
            while (true)
            {
                var port = Random.Shared.Next(Lowest, Highest);
                if (IsFree(port) && Given.Add(port))
                    return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
