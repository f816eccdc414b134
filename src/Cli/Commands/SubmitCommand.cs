using System.CommandLine;
using System.Globalization;
using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console;
using EmergentMisalignment.Console.Sweeps;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em submit</c>: a sweep for the services to run.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var sweep = CommonOptions.Sweep();
        var server = ServerOptions.Server();
        var json = CommonOptions.Json();
        var watch = new Option<bool>("--watch", "-w") { Description = "Watch it until it ends, as em watch does. Ctrl-C then detaches; the sweep goes on." };
        var command = new Command(
            "submit",
            """
            Submits a sweep to a server, whose services run it; this command ends at once.

            The sweep file and the files it names are checked here first, as em run does, and sent along. Submitting the same sweep again
            reuses what is finished and tries again what failed.
            """)
        {
            sweep, server, watch, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            using var client = ServerOptions.Connect(result.GetRequiredValue(server));
            var submitted = await RemoteSubmission.SubmitAsync(client, SweepFiles.Load(result.GetRequiredValue(sweep)), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(submitted, ConsoleJson.Default.SubmittedSweep);
            else
                Say(submitted, client.Server);

            return result.GetValue(watch)
                ? await new RemoteProgress(client, Terminal.Out, TimeProvider.System).ShowAsync(submitted.Name, result.GetValue(json), cancellation)
                : ExitCodes.Success;
        }));
        return command;
    }

    private static void Say(SubmittedSweep submitted, Uri server)
    {
        var (plan, found) = (submitted.Plan, submitted.Found);
        Line($"Sweep {submitted.Name} is {(submitted.IsNew ? "submitted" : "submitted anew")} to {server}: {plan.Runs:N0} runs, {plan.FineTunes:N0} fine-tunes, {plan.Samples:N0} answers, {plan.JudgeCalls:N0} judge calls.");
        if (found.Datasets + found.FineTunes + found.Answers > 0)
            Line($"Finished already: {found.Datasets:N0} datasets, {found.FineTunes:N0} fine-tuned models, {found.Answers:N0} answers, {found.Verdicts:N0} verdicts.");

        Line($"em watch {submitted.Name} shows how far it is; em report {submitted.Name} --server {server} writes its report.");
    }

    private static void Line(FormattableString sentence) => Terminal.Out.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
