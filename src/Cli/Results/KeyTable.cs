using System.Globalization;
using EmergentMisalignment.Console.Access.Keys;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>A server's API keys in the terminal.</summary>
internal static class KeyTable
{
    /// <summary>The key stands alone on its line, so that it can be taken from there.</summary>
    public static void Write(IAnsiConsole console, NewKey made)
    {
        console.WriteLine(made.Key);
        console.WriteLine($"This is the key {made.Name}, of scope {made.Scope}{(made.ExpiresAt is { } end ? $", good until {Time(end)}" : "")}. It is not shown again: keep it, for em in EM_API_KEY.");
    }

    public static void Write(IAnsiConsole console, KeyList keys, DateTimeOffset now)
    {
        if (keys.Keys.Count == 0)
        {
            console.WriteLine("No key was made yet: em keys create NAME --scope read|submit|admin.");
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("key", "scope", "made", "by", "good until", "last used");
        foreach (var key in keys.Keys)
            table.AddRow([.. Cells(key, now).Select(Markup.Escape)]);

        console.Write(table);
    }

    private static string[] Cells(AccessKey key, DateTimeOffset now) =>
        [key.Name, key.Scope, Time(key.CreatedAt), key.CreatedBy, End(key, now), key.LastUsedAt is { } used ? Time(used) : "never"];

    private static string End(AccessKey key, DateTimeOffset now) => key switch
    {
        { RevokedAt: { } at } => $"revoked {Time(at)}",
        { ExpiresAt: { } at } when at <= now => $"expired {Time(at)}",
        { ExpiresAt: { } at } => Time(at),
        _ => "it is revoked",
    };

    private static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
