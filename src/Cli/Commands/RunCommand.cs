using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em run</c>: the whole sweep in this process.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var sweep = CommonOptions.Sweep();
        var data = CommonOptions.Data();
        var output = CommonOptions.Out();
        var endpoints = CommonOptions.Endpoints();
        var verbose = CommonOptions.Verbose();
        var json = CommonOptions.Json();
        var command = new Command(
            "run",
            """
            Runs a sweep in this process, from datasets to report. Needs no server: it brings its own bus, ledger and miniature provider.

            What is finished already is reused, so the same command resumes after Ctrl-C or a crash, and adding seeds, samples or conditions
            computes only the difference.
            """)
        {
            sweep, data, output, endpoints, verbose, json,
        };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            if (result.GetValue(json))
                Terminal.LeaveOutputToPrograms();

            var spec = SweepFiles.Load(result.GetRequiredValue(sweep));
            var job = new LocalJob
            {
                Spec = spec,
                Options = new LocalOptions(result.GetRequiredValue(data), result.GetValue(verbose))
                {
                    Endpoints = result.GetValue(endpoints)?.ToString() ?? EndpointsFile.FindBeside(result.GetRequiredValue(sweep).ToString()),
                },
                Out = result.GetValue(output) ?? CommonOptions.DefaultOut(spec.Name),
                Command = $"em run {result.GetRequiredValue(sweep)}",
            };
            var code = await SweepRunner.RunAsync(job, cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(WrittenReport.In(job.Out, spec.Name, code == ExitCodes.Success), CliJson.Default.WrittenReport);

            return code;
        }));
        return command;
    }
}
