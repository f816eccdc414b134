using System.Text.RegularExpressions;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>
/// The metrics and the dotted names that the code has, read from its source: most instruments are made deep inside services that need a broker to start.
/// </summary>
internal static partial class Instruments
{
    private static readonly string Code = string.Join('\n', new[] { "src", "ServiceDefaults" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
        .Select(File.ReadAllText));

    /// <summary>Dotted names in the code: instruments, attributes, operations.</summary>
    public static IReadOnlySet<string> DottedNames { get; } =
        DottedName().Matches(Code).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>What Prometheus calls an instrument: several names where it is a histogram.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> PrometheusNames { get; } = Creation().Matches(Code)
        .Select(match => (Name: match.Groups["name"].Value, Kind: match.Groups["kind"].Value, Unit: match.Groups["unit"].Value))
        .ToDictionary(instrument => instrument.Name, instrument => (IReadOnlyList<string>)[.. Names(instrument.Name, instrument.Kind, instrument.Unit)]);

    /// <summary>OpenTelemetry's rules: dots become underscores, a unit that is no annotation is written out, a sum that only grows ends in _total.</summary>
    private static IEnumerable<string> Names(string name, string kind, string unit)
    {
        var stem = name.Replace('.', '_') + (unit == "s" ? "_seconds" : unit.EndsWith("/s", StringComparison.Ordinal) ? "_per_second" : "");
        return kind switch
        {
            "Histogram" => [$"{stem}_bucket", $"{stem}_sum", $"{stem}_count"],
            "Counter" or "ObservableCounter" => [$"{stem}_total"],
            _ => [stem],
        };
    }

    [GeneratedRegex(@"\.Create(?<kind>(?:Observable)?(?:UpDown)?(?:Counter|Gauge)|Histogram)(?:<\w+>)?\(\s*""(?<name>[\w.]+)""[^;]*?""(?<unit>\{\w+\}/s|\{\w+\}|s|By)""")]
    private static partial Regex Creation();

    [GeneratedRegex(@"""([a-z_]+(?:\.[a-z_]+)+)""")]
    private static partial Regex DottedName();
}
