using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>The servers that the tests start but do not bring with them.</summary>
internal static class Programs
{
    /// <summary>Debian's <c>rabbitmq-server</c> on PATH wants to be root and becomes another user; the program behind it is what everybody may start.</summary>
    private static readonly string[] RabbitFolders = ["/usr/lib/rabbitmq/bin"];

    public static string? Rabbit => OnPath.Find("rabbitmq-server", RabbitFolders);

    public static string? Redis => OnPath.Find("redis-server");

    /// <summary>Erlang's port mapper, started by hand so that it ends with the broker that it is for.</summary>
    public static string? PortMapper => OnPath.Find("epmd");

    /// <summary>Skips the test, or on a build server fails it, where a server is missing.</summary>
    public static void Require()
    {
        string?[] missing = [Rabbit is null ? "rabbitmq-server" : null, Redis is null ? "redis-server" : null, PortMapper is null ? "epmd (part of Erlang)" : null];
        var names = string.Join(", ", missing.OfType<string>());
        OnPath.SkipWhen(names.Length == 0 ? null
            : $"Not on PATH: {names}; install them (Debian and Ubuntu: apt-get install rabbitmq-server redis-server) to test the services as processes.");
    }

    /// <summary>As above, where the test needs the ledger alone.</summary>
    public static void RequireRedis() =>
        OnPath.SkipWhen(Redis is null ? "Not on PATH: redis-server; install it (Debian and Ubuntu: apt-get install redis-server) to test the services as processes." : null);
}
