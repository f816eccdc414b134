namespace EmergentMisalignment.Distributed.Harness;

/// <summary>The servers that the tests start but do not bring with them.</summary>
internal static class Programs
{
    /// <summary>Debian's <c>rabbitmq-server</c> on PATH wants to be root and becomes another user; the program behind it is what everybody may start.</summary>
    private static readonly string[] RabbitFolders = ["/usr/lib/rabbitmq/bin"];

    public static string? Rabbit => Find("rabbitmq-server", RabbitFolders);

    public static string? Redis => Find("redis-server");

    /// <summary>Erlang's port mapper, started by hand so that it ends with the broker that it is for.</summary>
    public static string? PortMapper => Find("epmd");

    /// <summary>Skips the test where a server is missing; on a build server that is a failure, since nobody reads what it skipped.</summary>
    public static void Require()
    {
        string?[] missing = [Rabbit is null ? "rabbitmq-server" : null, Redis is null ? "redis-server" : null, PortMapper is null ? "epmd (part of Erlang)" : null];
        var names = string.Join(", ", missing.OfType<string>());
        if (names.Length == 0)
            return;

        var sentence = $"Not on PATH: {names}; install them (Debian and Ubuntu: apt-get install rabbitmq-server redis-server) to test the services as processes.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", sentence);
        Assert.Skip(sentence);
    }

    private static string? Find(string program, params IEnumerable<string> first) => first
        .Concat(Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [])
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
