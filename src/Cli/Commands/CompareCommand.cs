using System.CommandLine;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;
using EmergentMisalignment.Reports.Comparing;
using EmergentMisalignment.Reports.Composing;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em compare</c>: two sweeps side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var left = new Argument<string>("left") { Description = "A sweep's name, as em status or em list shows it." };
        var right = new Argument<string>("right") { Description = "The sweep to set beside it. Differences are its rates less those of the first." };
        var questions = new Option<bool>("--questions") { Description = "Show each question, too." };
        var data = CommonOptions.Data();
        var server = new Option<string?>("--server") { Description = "Have this Console compare its sweeps, instead of those in a ledger of this machine. Its API key comes from EM_API_KEY." };
        var json = CommonOptions.Json();
        var command = new Command(
            "compare",
            """
            Sets two sweeps side by side: the rates of the same conditions over the questions that both ask, their difference with its interval and a test, what differs in
            their settings, and warnings where the numbers are not comparable. Samples and judges nothing.

              em compare quickstart quickstart-2 --questions
            """)
        {
            left, right, questions, data, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var (one, other) = (result.GetRequiredValue(left), result.GetRequiredValue(right));
            var comparison = result.GetValue(server) is { } address
                ? await FetchAsync(address, one, other, cancellation)
                : await MakeAsync(result.GetRequiredValue(data), one, other, cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(comparison, ConsoleJson.Default.SweepComparison);
            else
                ComparisonTable.Write(Terminal.Out, comparison, result.GetValue(questions));

            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<SweepComparison> MakeAsync(DirectoryInfo data, string left, string right, CancellationToken cancellation)
    {
        await using var session = await LedgerSession.OpenAsync(new LocalOptions(data, Verbose: false), cancellation);
        var reader = session.Services.GetRequiredService<SweepReader>();
        var one = await reader.ReadAsync(left, $"em report {left}", cancellation);
        return SweepComparer.Compare(one, await reader.ReadAsync(right, $"em report {right}", cancellation));
    }

    private static async Task<SweepComparison> FetchAsync(string server, string left, string right, CancellationToken cancellation)
    {
        using var client = ServerOptions.Connect(server);
        return await client.CompareAsync(left, right, cancellation);
    }
}
