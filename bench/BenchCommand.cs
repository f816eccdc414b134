using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EmergentMisalignment.Bench;

/// <summary>A subcommand that prints measurements as they come and, if asked, writes them to a file.</summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(string name, string description, Func<IEnumerable<Measurement>> run)
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the measurements to this file." };
        var command = new Command(name, description) { json };
        command.SetAction(parsed =>
        {
            var measurements = new List<Measurement>();
            foreach (var m in run())
            {
                measurements.Add(m);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{m.Name,-58} {m.Value,12:N0} {m.Unit,-14} {m.CpuSecondsPerSecond,5:F2} cpu  {m.Beside}"));
            }

            if (parsed.GetValue(json) is { } file)
                File.WriteAllText(file.FullName, JsonSerializer.Serialize(measurements, Indented));
        });
        return command;
    }
}
