using System.CommandLine;
using EmergentMisalignment.Cli.Json;
using EmergentMisalignment.Cli.Local;
using EmergentMisalignment.Cli.Results;

namespace EmergentMisalignment.Cli.Commands;

/// <summary><c>em plan</c>: what a sweep comes to, and what of it is there.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var sweep = CommonOptions.Sweep();
        var data = CommonOptions.Data();
        var json = CommonOptions.Json();
        var command = new Command("plan", "Prints what a sweep comes to (runs, cells, samples, judge calls, money) and what of it is finished already. Computes nothing.") { sweep, data, json };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var spec = SweepFiles.Load(result.GetRequiredValue(sweep));
            var plan = await PlannedSweep.OfAsync(spec, new LocalOptions(result.GetRequiredValue(data), Verbose: false), cancellation);
            if (result.GetValue(json))
                Terminal.WriteJson(plan, CliJson.Default.PlannedSweep);
            else
                PlanTable.Write(Terminal.Out, spec, plan);

            return ExitCodes.Success;
        }));
        return command;
    }
}
