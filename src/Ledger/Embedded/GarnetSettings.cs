using System.Net;
using System.Net.Sockets;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Tsavorite.core;

namespace EmergentMisalignment.Ledger.Embedded;

/// <summary>Garnet sized for one workstation's sweep. Its own defaults are a cache server's: a 16 GiB log, a 128 MiB index.</summary>
internal static class GarnetSettings
{
    public static GarnetServerOptions For(string folder, int port, string password) => new()
    {
        EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
        AuthSettings = new PasswordAuthenticationSettings(password),
        QuietMode = true, // the banner would go to standard output
        MaxDatabases = 1,

        // Garnet runs the scripts of different connections at the same time; only in transaction mode does a script lock its keys,
        // which is what makes it one piece as on Redis.
        EnableLua = true,
        LuaOptions = new LuaOptions(),
        LuaTransactionMode = true,

        // Writes go to the disk together, every few milliseconds, and nobody waits for that but who is about to pay (Books). Each at once would be a request to the disk
        // for every field that a script writes, and costs about as much processor time as the scripts do. Killed (-9), the ledger forgets what came since: work that is
        // asked for again, under the same seed. (Each at once forgets something now and then too, on a busy machine.) Waiting for the disk at every write
        // (WaitForCommit) would forget nothing, at a fifth of the throughput.
        EnableAOF = true,
        CommitFrequencyMs = 5,
        WaitForCommit = false,
        // Small segments, because the log shrinks by whole segments; and past the limit a checkpoint lets it shrink while serving.
        AofMemorySize = "32m",
        AofPageSize = "8m",
        AofSegmentSize = "16m",
        AofSizeLimit = "256m",

        Recover = true,
        FailOnRecoveryError = true,
        CheckpointDir = folder,

        // Memory is taken as it fills. Beyond its share a payload goes to disk and stays readable: without a storage tier it would be dropped.
        EnableStorageTier = true,
        LogDir = folder,
        LogMemorySize = "512m",
        PageSize = "1m",
        SegmentSize = "64m",
        ObjectLogSegmentSize = "64m",
        IndexMemorySize = "4m",
        IndexMaxMemorySize = "256m",
        DeviceType = DeviceType.RandomAccess, // the native device needs libaio
    };

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
