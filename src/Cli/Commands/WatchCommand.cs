using System.CommandLine;
using EmergentMisalignment.Cli.Remote;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em watch</c>: a sweep on its way.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var name = ServerOptions.Name();
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command(
            "watch",
            """
            Shows a server's sweep on its way until it ends. Exits with 0 when it is complete, with 1 when something is missing.

            Ctrl-C only detaches: the sweep goes on. A connection that is lost is taken up again.
            """)
        {
            name, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            return await new RemoteProgress(client, Terminal.Out, TimeProvider.System).ShowAsync(result.GetRequiredValue(name), result.GetValue(json), cancellation);
        }));
        return command;
    }
}
