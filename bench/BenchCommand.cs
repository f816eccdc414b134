using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EmergentMisalignment.Bench;

/// <summary>A subcommand that prints measurements as they come and, if asked, writes them to a file.</summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(string name, string description, IEnumerable<Benchmark> benchmarks)
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the measurements to this file." };
        var only = new Option<string>("--only") { Description = "Measure only what has this text in its name.", DefaultValueFactory = _ => "" };
        var command = new Command(name, description) { json, only };
        command.SetAction(parsed =>
        {
            var wanted = benchmarks.Where(b => b.Name.Contains(parsed.GetValue(only)!, StringComparison.OrdinalIgnoreCase));
            var measurements = wanted.Select(Stopclock.Measure).Select(Print).ToArray();
            if (parsed.GetValue(json) is { } file)
                File.WriteAllText(file.FullName, JsonSerializer.Serialize(measurements, Indented));
        });
        return command;
    }

    private static Measurement Print(Measurement m)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{m.Name,-60} {m.PerSecond,9:N0} {m.Unit}/s {m.PerCpuSecond,9:N0} per CPU second   {m.Beside}"));
        return m;
    }
}
