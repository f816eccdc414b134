using System.CommandLine;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Errors;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em errors</c>: the messages that nobody could consume.</summary>
internal static class ErrorsCommand
{
    public static Command Create() => new("errors", "The error queue of a server: messages that failed at every try, with the cause.") { List(), Show(), Requeue() };

    private static Command List()
    {
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var skip = new Option<int>("--skip") { Description = "Leave out so many of the oldest." };
        var limit = new Option<int>("--limit") { Description = "How many, from 1 to 500, the oldest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists the messages, the oldest first. Looking changes nothing.") { server, skip, limit, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var errors = await client.ErrorsAsync(result.GetValue(skip), result.GetValue(limit), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(errors, ConsoleJson.Default.ErrorList);
            else
                ErrorTable.Write(Terminal.Out, errors);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "The message's id, as em errors list shows it." };
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows one message: what it is about, why it failed, and the beginning of its body, which holds keys and no texts.") { id, server, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var message = await client.ErrorAsync(result.GetRequiredValue(id), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(message, ConsoleJson.Default.DeadMessage);
            else
                ErrorTable.Write(Terminal.Out, message);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Requeue()
    {
        var ids = new Argument<string[]>("id") { Description = "The messages' ids, as em errors list shows them.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All messages, instead of some by their ids." };
        var sweep = new Option<string?>("--sweep") { Description = "Only messages of this sweep." };
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command(
            "requeue",
            """
            Has messages tried again, after their cause is mended.

            Work of a sweep is asked for afresh as far as it is still missing, also when the sweep had ended without it; any other message
            goes back to the queue it came from.
            """)
        {
            ids, all, sweep, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var named = result.GetValue(ids) is { Length: > 0 } some ? some : null;
            var answer = await client.RequeueAsync(new RequeueRequest { Ids = named, All = result.GetValue(all), Sweep = result.GetValue(sweep) }, cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(answer, ConsoleJson.Default.RequeueAnswer);
            else
                Terminal.Out.WriteLine($"{answer.AskedAgain} asked for again{(answer.Sweeps.Count > 0 ? $" ({string.Join(", ", answer.Sweeps)})" : "")}, {answer.Returned} back in their queues, {answer.Stayed.Count} left.");
            foreach (var stayed in answer.Stayed)
                System.Console.Error.WriteLine($"left: {stayed}");

            return answer.Stayed.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
        }));
        return command;
    }
}
