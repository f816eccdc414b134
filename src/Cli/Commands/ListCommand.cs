using System.CommandLine;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em list</c>: the sweeps of a server.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var limit = new Option<int>("--limit") { Description = "How many sweeps, from 1 to 200, the latest first.", DefaultValueFactory = _ => 50 };
        var after = new Option<string?>("--after") { Description = "Go on after the sweep of this name, the last of an earlier list." };
        var command = new Command("list", "Lists a server's sweeps, the latest first: how far each is, and whether it is running, paused or at its end.") { server, limit, after, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var page = await client.ListAsync(result.GetValue(after), result.GetValue(limit), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(page, ConsoleJson.Default.SweepPage);
            else
                SweepTable.Write(Terminal.Out, page);

            return ExitCodes.Success;
        }));
        return command;
    }
}
