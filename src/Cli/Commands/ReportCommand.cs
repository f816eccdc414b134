using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Reports.Composing;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em report</c>: writes a sweep's report again, or of what is there so far.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("sweep") { Description = "The sweep's name, as em status shows it." };
        var data = CommonOptions.Data();
        var output = CommonOptions.Out();
        var server = new Option<string?>("--server") { Description = "Fetch the report from this Console, instead of making it from a ledger of this machine. Its API key comes from EM_API_KEY." };
        var json = CommonOptions.Json();
        var command = new Command("report", "Writes the report of a sweep from what its ledger and artifacts hold. Samples and judges nothing.") { name, data, output, server, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var sweep = result.GetRequiredValue(name);
            var folder = result.GetValue(output) ?? CommonOptions.DefaultOut(sweep);
            if (result.GetValue(server) is { } address)
                await FetchAsync(address, sweep, folder, cancellation);
            else
                await WriteAsync(result.GetRequiredValue(data), sweep, folder, cancellation);

            Terminal.Out.WriteLine($"Report: {Path.Combine(folder.ToString(), "report.html")}");
            if (result.GetValue(json))
                Terminal.WriteJson(WrittenReport.In(folder, sweep), CliJson.Default.WrittenReport);

            return ExitCodes.Success;
        }));
        return command;
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
}
