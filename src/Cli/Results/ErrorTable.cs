using System.Globalization;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Messages of the error queue in the terminal.</summary>
internal static class ErrorTable
{
    public static void Write(IAnsiConsole console, ErrorList errors)
    {
        if (errors.Says is { } says)
        {
            console.WriteLine(says);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("id", "came from", "message", "sweep", "since", "cause");
        foreach (var message in errors.Messages)
            table.AddRow([.. Cells(message).Select(cell => Markup.Escape(cell ?? "?"))]);

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors.Total:N0} messages in the error queue.{(errors.Next is { } next ? $" There are more: em errors list --skip {next}" : "")}"));
    }

    public static void Write(IAnsiConsole console, DeadMessage message)
    {
        (string Name, string? Value)[] lines =
        [
            ("id", message.Id),
            ("came from", message.Queue),
            ("message", message.Type),
            ("sweep", message.Sweep),
            ("work", message.Work),
            ("cause", message.Cause),
            ("exception", message.ExceptionType),
            ("since", Time(message.At)),
            ("attempts", message.Attempts?.ToString(CultureInfo.InvariantCulture)),
            ("body", message.Body),
        ];
        foreach (var (name, value) in lines.Where(line => line.Value is not null))
            console.WriteLine($"{name,-10} {value}");
    }

    private static IEnumerable<string?> Cells(DeadMessage message) => [message.Id, message.Queue, message.Type, message.Sweep, Time(message.At), message.Cause];

    private static string? Time(DateTimeOffset? at) => at?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
