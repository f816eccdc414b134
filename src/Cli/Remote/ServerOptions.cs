using System.CommandLine;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Which server a command talks to.</summary>
internal static class ServerOptions
{
    private const string Default = "http://127.0.0.1:8085";

    public static Option<string> Server() => new("--server")
    {
        Description = "The Console to talk to. Default: the environment variable EM_SERVER, else http://127.0.0.1:8085. Its API key comes from EM_API_KEY.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("EM_SERVER") is { Length: > 0 } server ? server : Default,
    };

    public static Argument<string> Name() => new("sweep") { Description = "The sweep's name, as em list shows it." };

    /// <summary>The key has no option: a command line is kept in the shell's history and shown in the list of processes.</summary>
    public static ConsoleClient Connect(string server) => ConsoleClient.Create(server, Environment.GetEnvironmentVariable("EM_API_KEY"));
}
