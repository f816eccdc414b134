using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace EmergentMisalignment.Cli;

/// <summary>What people read: as wide as the terminal, and unbroken lines where there is none, so that a log or a pipe gets whole sentences.</summary>
internal static class Terminal
{
    private const int Unbroken = 10_000;

    public static IAnsiConsole Out { get; private set; } = Create(System.Console.Out, System.Console.IsOutputRedirected);

    /// <summary>Standard output is a program's from here on; what people read goes to standard error.</summary>
    public static void LeaveOutputToPrograms() => Out = Create(System.Console.Error, System.Console.IsErrorRedirected);

    /// <summary>One JSON document on one line of standard output, which no terminal's width breaks.</summary>
    public static void WriteJson<T>(T value, JsonTypeInfo<T> type) => System.Console.Out.WriteLine(JsonSerializer.Serialize(value, type));

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
            console.Profile.Width = Unbroken;

        return console;
    }
}
