using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary><c>watchers</c>: what it costs a running sweep that many watch it.</summary>
internal static class WatchersCommand
{
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the rounds to this file." };
        var rounds = new Option<int>("--rounds") { Description = "Rounds, each a run without watchers and one with them; the cost is the median over them.", DefaultValueFactory = _ => 9 };
        var answers = new Option<int>("--answers") { Description = "Answers of a run.", DefaultValueFactory = _ => 32_000 };
        var watchers = new Option<int>("--watchers") { Description = "Connections that watch it.", DefaultValueFactory = _ => 50 };
        var command = new Command("watchers", "Local mode with a Console beside it, by turns with nobody and with many watching the running sweep.") { json, rounds, answers, watchers, Audience.Command() };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(rounds), parsed.GetValue(answers), parsed.GetValue(watchers), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, int answers, int watchers, FileInfo? json, CancellationToken cancellation)
    {
        var measured = await new WatchersBench(watchers, answers, Show).RunAsync(rounds, cancellation);
        var result = WatchersResult.Of(measured);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"watched_by_clock         {result.ByClock:F3}   goal 0.97   answers/s, watched by {watchers} ÷ unwatched, median of {measured.Count} pairs"));
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the same by CPU        {result.ByCpu:F3}               answers per CPU second of the pipeline with its Console, and PetriDish"));
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(result, BenchCommand.Indented), cancellation);

        return 0;
    }

    private static void Show(WatchedPair pair)
    {
        System.Console.WriteLine($"unwatched {pair.Unwatched}");
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"watched   {pair.Watched}; {pair.Views:N0} views seen"));
    }
}
