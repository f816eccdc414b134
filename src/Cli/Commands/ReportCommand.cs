using System.CommandLine;
using EmergentMisalignment.Cli.Bundles;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Reports.Bundles;
using EmergentMisalignment.Reports.Composing;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em report</c>: writes a sweep's report again, or of what is there so far.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("sweep") { Description = "The sweep's name, as em status shows it; or a bundle of em export, FILE.zip." };
        var data = CommonOptions.Data();
        var output = CommonOptions.Out();
        output.Aliases.Add("-o");
        var server = new Option<string?>("--server") { Description = "Fetch the report from this Console, instead of making it from a ledger of this machine. Its API key comes from EM_API_KEY." };
        var json = CommonOptions.Json();
        var command = new Command(
            "report",
            """
            Writes the report of a sweep from what its ledger and artifacts hold, or from a replay bundle alone. Samples and judges nothing.

            From a bundle it needs no ledger, no network and no configuration, and says whether each file is, byte for byte, that of the report that was made with
            the bundle. A bundle that was changed, is cut short or is not one is refused, and nothing is written.
            """)
        {
            name, data, output, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var sweep = result.GetRequiredValue(name);
            var folder = result.GetValue(output);
            var address = result.GetValue(server);
            if (sweep.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                return address is null
                    ? await ReplayAsync(new FileInfo(sweep), folder, result.GetValue(json), cancellation)
                    : throw new InputException("--server: the report of a bundle is made here; leave the option out.", null, null, "--server");
            }

            folder ??= CommonOptions.DefaultOut(sweep);
            if (address is not null)
                await FetchAsync(address, sweep, folder, cancellation);
            else
                await WriteAsync(result.GetRequiredValue(data), sweep, folder, cancellation);

            Say(folder, sweep, result.GetValue(json));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<int> ReplayAsync(FileInfo file, DirectoryInfo? output, bool json, CancellationToken cancellation)
    {
        using var bundle = await Bundle.OpenAsync(file, cancellation);
        var folder = output ?? CommonOptions.DefaultOut(bundle.Sweep.Name);
        var (report, different) = await BundleReplay.RunAsync(bundle, file.ToString(), folder, cancellation);
        ReportTables.Write(Terminal.Out, report);
        Terminal.Out.WriteLine($"Bundle: {bundle.Manifest.Digest}, made {bundle.Manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        if (different.Count == 0)
            Terminal.Out.WriteLine($"All {bundle.Manifest.Report.Count} files are, byte for byte, those of the report that was made with it.");

        foreach (var name in different)
            System.Console.Error.WriteLine($"different: {name} is not, byte for byte, the one that was made with the bundle, by {Words(bundle.Manifest.Versions)}; this is {Words(Manifest.Versions)}.");

        Say(folder, bundle.Sweep.Name, json);
        return different.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }

    private static async Task WriteAsync(DirectoryInfo data, string sweep, DirectoryInfo folder, CancellationToken cancellation)
    {
        await using var session = await LedgerSession.OpenAsync(new LocalOptions(data, Verbose: false), cancellation);
        using var taken = FolderLock.Take(folder);
        var request = new ReportRequest { Folder = folder, Command = $"em report {sweep}" };
        var report = await session.Services.GetRequiredService<SweepReporter>().WriteAsync(sweep, request, cancellation);
        ReportTables.Write(Terminal.Out, report);
    }

    private static async Task FetchAsync(string server, string sweep, DirectoryInfo folder, CancellationToken cancellation)
    {
        using var client = ServerOptions.Connect(server);
        await RemoteReport.FetchAsync(client, sweep, folder, cancellation);
    }

    private static string Words(IReadOnlyDictionary<string, string> versions) => string.Join(", ", versions.Select(version => $"{version.Key} {version.Value}"));

    private static void Say(DirectoryInfo folder, string sweep, bool json)
    {
        Terminal.Out.WriteLine($"Report: {Path.Combine(folder.ToString(), "report.html")}");
        if (json)
            Terminal.WriteJson(WrittenReport.In(folder, sweep), CliJson.Default.WrittenReport);
    }
}
