using Spectre.Console;

namespace EmergentMisalignment.Cli.Progress;

internal static class ProgressViews
{
    /// <summary>Bars on a terminal; a line now and then anywhere else, so that a log stays readable.</summary>
    public static IProgressView For(IAnsiConsole console, TimeProvider time) =>
        console.Profile.Capabilities.Interactive && !System.Console.IsOutputRedirected ? new BarProgressView(console, time) : new LineProgressView(console, time);
}
