using System.CommandLine;
using System.Globalization;
using EmergentMisalignment.Cli.Exporting;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em export</c>: a sweep in the formats that other programs read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("sweep") { Description = "The sweep's name, as em status or em list shows it." };
        var format = new Option<string>("--format", "-f") { Description = "What as; the list is above.", Required = true };
        format.AcceptOnlyFromAmong([.. ExportFormats.Names]);
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write. Default: the sweep's name with the format's ending, in the working folder." };
        var replace = new Option<bool>("--replace") { Description = "Overwrite the file if it is there. Without this that is refused." };
        var raw = new Option<bool>("--raw") { Description = "CSV: leave texts as they are. Without this a text that a spreadsheet would run as a formula has an apostrophe in front." };
        var figure = new Option<ExportFigure>("--figure") { Description = "SVG and PNG: which figure." };
        var data = CommonOptions.Data();
        var server = new Option<string?>("--server") { Description = "Have this Console make it, instead of making it from a ledger of this machine. Its API key comes from EM_API_KEY." };
        var json = CommonOptions.Json();
        var command = new Command(
            "export",
            """
            Writes a sweep to a file that other programs read, as it is now: what is missing yet is not in it. Samples and judges nothing.

              csv      an answer a line in the columns of the published result files, and ours after them; em import-results reads it back
              jsonl    the same, a JSON object a line
              parquet  the report's answers.parquet, for DuckDB, pandas, Polars, R
              eval     logs that Inspect's viewer and tools read, one for each model, in a zip to unpack into a log folder
              svg png  the report's figure, as a drawing or as an image
              bundle   all that the report follows from: em report FILE.zip makes it again elsewhere, byte for byte; em import brings the sweep into another ledger

              em export quickstart --format csv -o quickstart.csv
              em export quickstart --format svg --figure dynamics --server http://127.0.0.1:8085

            Model outputs in csv, jsonl, parquet, eval and bundle may be disturbing. docs/exports.md says more.
            """)
        {
            name, format, output, replace, raw, figure, data, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var (sweep, chosen) = (result.GetRequiredValue(name), ExportFormats.Parse(result.GetRequiredValue(format)));
            var options = new ExportOptions { Raw = result.GetValue(raw), Figure = result.GetValue(figure) };
            var file = result.GetValue(output) ?? new FileInfo(sweep + ExportFormats.Extension(chosen));
            var target = ExportTarget.Of(file, result.GetValue(replace));
            var length = result.GetValue(server) is { } address
                ? await FetchAsync(address, sweep, chosen, options, target, cancellation)
                : await MakeAsync(result.GetRequiredValue(data), sweep, chosen, options, target, cancellation);
            Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Export: {file}, {length:N0} bytes."));
            if (result.GetValue(json))
                Terminal.WriteJson(new ExportedFile(sweep, file.FullName, length), CliJson.Default.ExportedFile);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<long> MakeAsync(DirectoryInfo data, string sweep, ExportFormat format, ExportOptions options, ExportTarget target, CancellationToken cancellation)
    {
        await using var session = await LedgerSession.OpenAsync(new LocalOptions(data, Verbose: false), cancellation);
        var exporter = session.Services.GetRequiredService<SweepExporter>();
        return await target.WriteAsync(stream => ExportBar.ShowAsync(Terminal.Out, progress => exporter.WriteAsync(sweep, format, stream, options, progress, cancellation)));
    }

    private static async Task<long> FetchAsync(string server, string sweep, ExportFormat format, ExportOptions options, ExportTarget target, CancellationToken cancellation)
    {
        using var client = ServerOptions.Connect(server);
        return await target.WriteAsync(stream => client.ExportAsync(sweep, format, options, stream, cancellation));
    }
}
