using System.CommandLine;
using EmergentMisalignment.Cli.Diagnosis;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em doctor</c>: finds what would keep a sweep from running, and says the remedy.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var endpoints = CommonOptions.Endpoints();
        var server = new Option<string?>("--server")
        {
            Description = "Look at this Console too. Default: the environment variable EM_SERVER, else none. Its API key comes from EM_API_KEY.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("EM_SERVER") is { Length: > 0 } named ? named : null,
        };
        var json = CommonOptions.Json();
        var command = new Command(
            "doctor",
            """
            Checks what a run needs and says how to mend what is wrong: disk, folders, ledger, configured endpoints and their keys, clocks.

            Where ConnectionStrings__messaging and ConnectionStrings__ledger are set in the environment, as for the services, the broker
            and the Redis behind them are looked at too. Exits with 0 when all is well, else with 3.
            """)
        {
            data, endpoints, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var findings = await Doctor.ExamineAsync(new LocalOptions(result.GetRequiredValue(data), Verbose: false) { Endpoints = result.GetValue(endpoints)?.ToString() }, result.GetValue(server), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(findings, CliJson.Default.IReadOnlyListFinding);
            else
                FindingList.Write(findings);

            return findings.All(finding => finding.IsFine) ? ExitCodes.Success : ExitCodes.Unavailable;
        }));
        return command;
    }
}
