using System.CommandLine;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Console;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.ServiceDefaults.Access;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em console</c>: everything that <c>em run</c> hosts, and the Console's pages in front of it.</summary>
internal static class ConsoleCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "Where the Console listens, on this machine alone.", DefaultValueFactory = _ => ConsoleOptions.DefaultUrl };
        var data = CommonOptions.Data();
        var endpoints = CommonOptions.Endpoints();
        var verbose = CommonOptions.Verbose();
        var command = new Command(
            "console",
            """
            Serves the Console's pages on this machine until Ctrl-C, and runs what is submitted there, or by em submit.

            Needs no server: it brings its own bus, ledger and miniature provider, as em run does, and shows the sweeps of the same data folder.
            What is under way when it is stopped goes on at the next start.
            """)
        {
            url, data, endpoints, verbose,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var options = new LocalOptions(result.GetRequiredValue(data), result.GetValue(verbose))
            {
                Endpoints = result.GetValue(endpoints)?.ToString(),
                ConsoleUrl = Checked(result.GetRequiredValue(url)),
            };
            await ServeAsync(options, cancellation);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task ServeAsync(LocalOptions options, CancellationToken cancellation)
    {
        LocalHost host;
        try
        {
            host = await LocalHost.StartAsync(options, cancellation);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UnavailableException($"{options.ConsoleUrl} is taken by another program: stop it, or choose another address with --url.", exception);
        }

        await using (host)
        {
            Terminal.Out.WriteLine($"The Console is at {options.ConsoleUrl}: open it in a browser. Its sweeps are those of {options.Data}. Ctrl-C stops it; what is under way goes on at the next start.");
            await Task.Delay(Timeout.Infinite, cancellation);
        }
    }

    /// <exception cref="InputException">It is no address, or one that others can reach.</exception>
    private static string Checked(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && Loopback.Is(uri.Host)
            ? url
            : throw new InputException($"--url {url}: em console serves this machine alone, at an address like {ConsoleOptions.DefaultUrl}; for others to reach it run the Console as a service, with keys (infra/README.md).", null, null, "--url");
}
