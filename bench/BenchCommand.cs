using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EmergentMisalignment.Bench;

/// <summary>A subcommand that prints measurements as they come and, if asked, writes them to a file.</summary>
internal static class BenchCommand
{
    internal static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>For benchmarks that stand alone: <c>--only TEXT</c> picks among them.</summary>
    public static Command Create(string name, string description, IEnumerable<Benchmark> benchmarks)
    {
        var only = new Option<string>("--only") { Description = "Measure only what has this text in its name.", DefaultValueFactory = _ => "" };
        var command = Create(name, description, parsed => benchmarks
            .Where(benchmark => benchmark.Name.Contains(parsed.GetValue(only)!, StringComparison.OrdinalIgnoreCase))
            .Select(benchmark => benchmark.Measure()));
        command.Add(only);
        return command;
    }

    /// <summary>For measurements that need one another.</summary>
    public static Command Create(string name, string description, Func<IEnumerable<Measurement>> run) => Create(name, description, _ => run());

    private static Command Create(string name, string description, Func<ParseResult, IEnumerable<Measurement>> run)
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the measurements to this file." };
        var command = new Command(name, description) { json };
        command.SetAction(parsed =>
        {
            Measurement[] measurements = [.. run(parsed).Select(Print)];
            if (parsed.GetValue(json) is { } file)
                File.WriteAllText(file.FullName, JsonSerializer.Serialize(measurements, Indented));
        });
        return command;
    }

    private static Measurement Print(Measurement m)
    {
        var perCpu = m.PerCpuSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate,11:N0} per CPU second") : "";
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{m.Name,-58} {m.Value,12:N0} {m.Unit,-14} {m.CpuSecondsPerSecond,5:F2} cpu {perCpu,-26} {m.Beside}"));
        return m;
    }
}
