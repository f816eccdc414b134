using System.CommandLine;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;
using EmergentMisalignment.Sweeps.Lineage;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em diff</c>: why something was computed again.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var left = new Argument<string>("earlier") { Description = "A key (32 hexadecimal characters, from manifest.json or the columns cell and judgement), or a sweep's name." };
        var right = new Argument<string>("later") { Description = "The key or the sweep that was computed although the first was there." };
        var run = new Option<string?>("--run") { Description = "Of two sweeps: one run of the later one, such as insecure.petri-1.0. Without it all, alike ones together." };
        var data = CommonOptions.Data();
        var server = new Option<string?>("--server") { Description = "Ask this Console, instead of a ledger of this machine. Its API key comes from EM_API_KEY." };
        var json = CommonOptions.Json();
        var command = new Command(
            "diff",
            """
            Says why something was computed again: the settings in which two keys differ, each beside the part it changes: training rows, model, answers, verdicts.

              em diff quickstart quickstart-2
              em diff 0123456789abcdef0123456789abcdef fedcba9876543210fedcba9876543210
            """)
        {
            left, right, run, data, server, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var (earlier, later) = (result.GetRequiredValue(left), result.GetRequiredValue(right));
            var why = result.GetValue(server) is { } address
                ? await FetchAsync(address, earlier, later, result.GetValue(run), cancellation)
                : await FindAsync(result.GetRequiredValue(data), earlier, later, result.GetValue(run), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(why, ConsoleJson.Default.IReadOnlyListRecomputation);
            else
                RecomputationLines.Write(Terminal.Out, why);

            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Recomputation>> FindAsync(DirectoryInfo data, string earlier, string later, string? run, CancellationToken cancellation)
    {
        await using var session = await LedgerSession.OpenAsync(new LocalOptions(data, Verbose: false), cancellation);
        var desk = session.Services.GetRequiredService<RecomputationDesk>();
        return LineageReader.IsKey(earlier) || LineageReader.IsKey(later)
            ? [await desk.OfKeysAsync(earlier, later, cancellation)]
            : await desk.OfSweepsAsync(earlier, later, run, cancellation);
    }

    private static async Task<IReadOnlyList<Recomputation>> FetchAsync(string server, string earlier, string later, string? run, CancellationToken cancellation)
    {
        using var client = ServerOptions.Connect(server);
        return await client.WhyAsync(earlier, later, run, cancellation);
    }
}
