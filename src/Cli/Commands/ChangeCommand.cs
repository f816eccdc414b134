using System.CommandLine;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em pause</c>, <c>em resume</c>, <c>em cancel</c>: a word to the Coordinator about one sweep.</summary>
internal static class ChangeCommand
{
    public static Command Pause() => Create("pause", "Pauses a server's sweep: nothing new is asked for, queued work is dropped, what workers have in hand they finish, and batches, fine-tunes and trainings under way go on. em resume goes on from there.");

    public static Command Resume() => Create("resume", "Has a paused sweep go on from where it is.", new Option<decimal?>("--budget") { Description = "What it may spend in all, in US dollars, what it has spent included." });

    public static Command Cancel() => Create("cancel", "Ends a server's sweep for good, with its batches, fine-tunes and trainings that no other sweep wants. Finished work is kept and reused, also when the same sweep is submitted again.");

    private static Command Create(string action, string description, Option<decimal?>? budget = null)
    {
        var name = ServerOptions.Name();
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var command = new Command(action, description) { name, server, json };
        if (budget is not null)
            command.Add(budget);

        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var changed = await client.ChangeAsync(result.GetRequiredValue(name), action, cancellation, budget is null ? null : result.GetValue(budget));
            if (result.GetValue(json))
                Terminal.WriteJson(changed, ConsoleJson.Default.ChangedSweep);
            else
                Terminal.Out.WriteLine($"{changed.Name} is {SweepWords.Of(changed.State)}. {changed.Says}");

            return ExitCodes.Success;
        }));
        return command;
    }
}
