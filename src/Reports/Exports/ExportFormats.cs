using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Reports.Exports;

/// <summary>The formats by their names, and what a file of each is called.</summary>
public static class ExportFormats
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())];

    public static ExportFormat? Find(string name) => Names.Contains(name) ? Enum.Parse<ExportFormat>(name, ignoreCase: true) : null;

    /// <exception cref="InputException">There is no such format.</exception>
    public static ExportFormat Parse(string name) =>
        Find(name) ?? throw new InputException($"There is no export '{name}': name one of {string.Join(", ", Names)}.", null, null, name);

    /// <summary>With its dot.</summary>
    public static string Extension(ExportFormat format) => format switch
    {
        ExportFormat.Bundle => ".zip",
        ExportFormat.Eval => ".eval.zip",
        _ => $".{format.ToString().ToLowerInvariant()}",
    };

    public static string MediaType(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Jsonl => "application/jsonl; charset=utf-8",
        ExportFormat.Parquet => "application/vnd.apache.parquet",
        ExportFormat.Svg => "image/svg+xml",
        ExportFormat.Bundle or ExportFormat.Eval => "application/zip",
        _ => "image/png",
    };
}
