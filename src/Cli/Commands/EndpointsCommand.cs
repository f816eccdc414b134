using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em endpoints</c>: the configured endpoints and what they can do.</summary>
internal static class EndpointsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var endpoints = CommonOptions.Endpoints();
        var json = CommonOptions.Json();
        var server = new Option<string?>("--server") { Description = "List those of this Console, instead of those configured here. Its API key comes from EM_API_KEY." };
        var command = new Command(
            "endpoints",
            "Lists the configured endpoints and what they can do: as declared, as their kind has it, or as they answered when they were asked, and when that was.")
        {
            data, endpoints, server, json, Probe(),
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(server) is { } address)
            {
                using var client = ServerOptions.Connect(address);
                Write([.. (await client.EndpointsAsync(cancellation)).Endpoints.SelectMany(EndpointRow.Of)], result.GetValue(json));
                return ExitCodes.Success;
            }

            var options = new LocalOptions(result.GetRequiredValue(data), Verbose: false) { Endpoints = result.GetValue(endpoints)?.ToString() };
            await using var session = await LedgerSession.OpenAsync(options, cancellation, isMade: true);
            await ShowAsync(session.Services, session.Services.GetRequiredService<IModelEndpoints>().Names, result.GetValue(json), cancellation);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Probe()
    {
        var name = new Argument<string>("name") { Description = "The endpoint." };
        var models = new Option<string[]>("--model", "-m") { Description = "A model to ask, for one to five tokens; may be given several times. Without it those are asked again that were asked before.", AllowMultipleArgumentsPerToken = true };
        var data = CommonOptions.Data();
        var endpoints = CommonOptions.Endpoints();
        var json = CommonOptions.Json();
        var command = new Command("probe", "Asks an endpoint again what it can do, and remembers the answers.") { name, models, data, endpoints, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var options = new LocalOptions(result.GetRequiredValue(data), Verbose: false) { Endpoints = result.GetValue(endpoints)?.ToString() };
            await using var session = await LedgerSession.OpenAsync(options, cancellation, isMade: true);
            var endpoint = session.Services.GetRequiredService<IModelEndpoints>().Get(result.GetRequiredValue(name));
            var book = session.Services.GetRequiredService<CapabilityBook>();
            await book.OfEndpointAsync(endpoint, isFresh: true, cancellation);
            var asked = result.GetValue(models) is { Length: > 0 } given ? given : [.. (await book.FindAsync(endpoint.Options, cancellation))!.Models.Keys];
            foreach (var model in asked)
            {
                if (await book.OfModelAsync(endpoint, model, isFresh: true, cancellation) is null)
                    throw new UnavailableException($"Endpoint {endpoint.Name} has no model {model}: correct the name, or serve it there.");
            }

            await ShowAsync(session.Services, [endpoint.Name], result.GetValue(json), cancellation);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task ShowAsync(IServiceProvider services, IEnumerable<string> names, bool isJson, CancellationToken cancellation)
    {
        var (endpoints, book) = (services.GetRequiredService<IModelEndpoints>(), services.GetRequiredService<CapabilityBook>());
        var rows = new List<EndpointRow>();
        foreach (var options in names.Order(StringComparer.Ordinal).Select(name => endpoints.Get(name).Options))
            rows.AddRange(EndpointRow.Of(options, await book.FindAsync(options, cancellation)));

        Write(rows, isJson);
    }

    private static void Write(IReadOnlyList<EndpointRow> rows, bool isJson)
    {
        if (isJson)
            Terminal.WriteJson(rows, CliJson.Default.IReadOnlyListEndpointRow);
        else
            EndpointTable.Write(Terminal.Out, rows);
    }
}
