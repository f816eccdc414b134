using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Reports.Bundles;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em import</c>: a sweep that was run elsewhere.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var bundle = new Argument<FileInfo>("bundle") { Description = "A bundle, made by em export SWEEP --format bundle." };
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command(
            "import",
            """
            Brings the sweep of a replay bundle into the ledger and the artifacts of this machine, as if it had been run here: em status shows it, em report
            reports it, and sweeps that ask for the same cells reuse them. What is here stays; the same bundle imported twice changes nothing. A bundle with
            another answer in a cell that is here is refused, and the cell named.

              em import quickstart.zip
              em report quickstart

            A bundle holds answers, not models: to sample more of them, the endpoint must still have them. Import bundles of people you trust: hashes tell that
            nothing was changed on the way, not who wrote it.
            """)
        {
            bundle, data, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var file = result.GetRequiredValue(bundle);
            using var opened = await Bundle.OpenAsync(file, cancellation);
            await using var session = await LedgerSession.OpenAsync(new LocalOptions(result.GetRequiredValue(data), Verbose: false), cancellation, isMade: true);
            await session.Services.GetRequiredService<BundleImporter>().ImportAsync(file.ToString(), opened, cancellation);
            var name = opened.Sweep.Name;
            Terminal.Out.WriteLine($"Imported the sweep {name}, bundle {opened.Manifest.Digest}: em status shows it, em report {name} reports it.");
            if (result.GetValue(json))
                Terminal.WriteJson(new ImportedBundle(name, opened.Manifest.Digest!), CliJson.Default.ImportedBundle);

            return ExitCodes.Success;
        }));
        return command;
    }
}
