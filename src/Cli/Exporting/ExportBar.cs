using System.Globalization;
using EmergentMisalignment.Reports.Exports;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Exporting;

/// <summary>Shows how far an export is: a bar on a terminal, and nothing in a log, where the last line says it all.</summary>
internal static class ExportBar
{
    public static async Task ShowAsync(IAnsiConsole console, Func<IProgress<ExportProgress>?, Task> work)
    {
        if (!console.Profile.Capabilities.Interactive || System.Console.IsOutputRedirected)
        {
            await work(null);
            return;
        }

        await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(bars => work(new Bar(bars.AddTask("answers"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value)
        {
            task.MaxValue = Math.Max(value.Total, 1);
            task.Value = value.Answers;
            task.Description = string.Create(CultureInfo.InvariantCulture, $"answers {value.Answers,9:N0} of {value.Total,9:N0}");
        }
    }
}
