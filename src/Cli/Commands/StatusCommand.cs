using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Results;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em status</c>: how far the sweeps of a ledger are.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("status", "Shows how far each sweep of the ledger is, whether a run is under way or not.") { data, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            await using var session = await LedgerSession.OpenAsync(new LocalOptions(result.GetRequiredValue(data), Verbose: false), cancellation);
            var sweeps = await StatusRow.ReadAsync(session, cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(sweeps, CliJson.Default.IReadOnlyListStatusRow);
            else
                StatusTable.Write(Terminal.Out, sweeps);

            return ExitCodes.Success;
        }));
        return command;
    }
}
