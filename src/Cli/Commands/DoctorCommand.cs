using System.CommandLine;
using EmergentMisalignment.Cli.Diagnosis;
using EmergentMisalignment.Cli.Local;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em doctor</c>: finds what would keep a sweep from running, and says the remedy.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var endpoints = CommonOptions.Endpoints();
        var command = new Command("doctor", "Checks what a run needs (disk, folders, ledger, miniature, configured endpoints) and says how to mend what is wrong.") { data, endpoints };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var findings = await Doctor.ExamineAsync(new LocalOptions(result.GetRequiredValue(data), Verbose: false) { Endpoints = result.GetValue(endpoints)?.ToString() }, cancellation);
            FindingList.Write(findings);
            return findings.All(finding => finding.IsFine) ? ExitCodes.Success : ExitCodes.Unavailable;
        }));
        return command;
    }
}
