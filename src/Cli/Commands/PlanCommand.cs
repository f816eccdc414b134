using System.CommandLine;
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
        var command = new Command("plan", "Prints what a sweep comes to (runs, cells, samples, judge calls) and what of it is finished already. Computes nothing.") { sweep, data };
        command.SetAction((result, cancellation) => ErrorBoundary.RunAsync(async () =>
        {
            var spec = SweepFiles.Load(result.GetRequiredValue(sweep));
            await PlanTable.WriteAsync(spec, new LocalOptions(result.GetRequiredValue(data), Verbose: false), cancellation);
            return ExitCodes.Success;
        }));
        return command;
    }
}
