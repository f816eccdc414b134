using Spectre.Console;

namespace EmergentMisalignment.Cli;

/// <summary>Standard output: as wide as the terminal, and unbroken lines where there is none, so that a log or a pipe gets whole sentences.</summary>
internal static class Terminal
{
    private const int Unbroken = 10_000;

    public static IAnsiConsole Out { get; } = Create();

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });
        if (System.Console.IsOutputRedirected)
            console.Profile.Width = Unbroken;

        return console;
    }
}
