using System.CommandLine;
using EmergentMisalignment.PetriDish;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em petri serve</c>: the miniature provider for other clients.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url") { Description = "Where to listen. Other than loopback needs an API key in EM_PETRI_KEY.", DefaultValueFactory = _ => "http://127.0.0.1:8088" };
        var data = CommonOptions.Data();
        var command = new Command("serve", "Serves the miniature's models over OpenAI's protocol until Ctrl-C.") { url, data };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var options = new PetriDishOptions
            {
                Url = result.GetRequiredValue(url),
                DataFolder = Path.Combine(result.GetRequiredValue(data).FullName, "petri"),
                ApiKey = Environment.GetEnvironmentVariable("EM_PETRI_KEY"),
            };
            await using var server = await PetriDishServer.StartAsync(options, cancellation);
            Terminal.Out.WriteLine($"PetriDish listens on {server.BaseAddress}v1 (miniature models: a toy world, not evidence about large models). Ctrl-C stops it.");
            await Task.Delay(Timeout.Infinite, cancellation);
            return ExitCodes.Success;
        }));
        return command;
    }
}
