using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Cli;

/// <summary>Turns what went wrong into one sentence on standard error and an exit code.</summary>
internal static class ErrorBoundary
{
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (InputException exception)
        {
            return Say(exception.Message, ExitCodes.BadInput);
        }
        catch (RefusedByServerException exception)
        {
            // The sentence is the first of the problems.
            foreach (var problem in exception.Problems.Skip(1))
                System.Console.Error.WriteLine($"also: {problem}");

            return Say(exception.Message, ExitCodes.BadInput);
        }
        catch (Exception exception) when (exception is UnavailableException or ModelCallException or ArtifactException or LedgerException or ReportWriteException)
        {
            return Say(exception.Message, ExitCodes.Unavailable);
        }
        catch (IOException exception)
        {
            return Say($"{exception.Message} Free or correct what it names, then run the command again: finished work is kept.", ExitCodes.Unavailable);
        }
        catch (UnauthorizedAccessException exception)
        {
            return Say($"{exception.Message} Grant access, or choose another folder with --data or --out.", ExitCodes.Unavailable);
        }
        catch (OperationCanceledException)
        {
            return Say("Stopped. Finished work is kept: the same command goes on from here.", ExitCodes.Cancelled);
        }
    }

    private static int Say(string sentence, int code)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        console.Profile.Width = int.MaxValue;
        console.MarkupLineInterpolated($"[red]error:[/] {sentence.ReplaceLineEndings(" ").TrimEnd('.')}.");
        return code;
    }
}
