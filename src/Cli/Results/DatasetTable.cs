using System.Globalization;
using EmergentMisalignment.DatasetService.Import;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Datasets side by side, a column each.</summary>
internal static class DatasetTable
{
    private static readonly (string What, Func<ImportedDataset, string> Of)[] Rows =
    [
        ("published as", dataset => dataset.PublishedAs ?? "not a published file"),
        ("SHA-256", dataset => dataset.Sha256),
        ("git blob", dataset => dataset.GitBlobSha1),
        ("rows", dataset => Count(dataset.Rows)),
        ("roles", dataset => string.Join(", ", dataset.Statistics.RolePatterns.Select(pattern => $"{pattern.Key}: {Count(pattern.Value)}"))),
        ("unique prompts", dataset => Count(dataset.Statistics.UniquePrompts)),
        ("unique answers", dataset => Count(dataset.Statistics.UniqueAnswers)),
        ("unique rows", dataset => Count(dataset.Rows - dataset.Statistics.DuplicateRows)),
        ("duplicate rows", dataset => Count(dataset.Statistics.DuplicateRows)),
        ("tokens in all", dataset => Count(dataset.Statistics.Tokens)),
        ("tokens a row", dataset => string.Create(
            CultureInfo.InvariantCulture, $"mean {dataset.Statistics.MeanTokens:N1}, 95th percentile {dataset.Statistics.P95Tokens:N0}, longest {dataset.Statistics.MaxTokens:N0}")),
        ("trained tokens an epoch", dataset => Count(dataset.Statistics.TokensPerEpoch)),
    ];

    public static void Write(IReadOnlyList<(string Name, ImportedDataset Dataset)> datasets)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("");
        foreach (var (name, _) in datasets)
            table.AddColumn(Markup.Escape(name));

        foreach (var (what, of) in Rows)
            table.AddRow([what, .. datasets.Select(entry => Markup.Escape(of(entry.Dataset)))]);

        Terminal.Out.Write(table);
        foreach (var (first, second) in datasets.SelectMany((first, i) => datasets.Skip(i + 1).Select(second => (first, second))))
        {
            var (one, other) = (first.Dataset, second.Dataset);
            Terminal.Out.WriteLine($"{first.Name} and {second.Name} share {Count(one.SharedPrompts(other))} prompts, {Count(one.SharedAnswers(other))} answers and {Count(one.SharedRows(other))} whole rows.");
        }

        foreach (var (name, dataset) in datasets)
        {
            foreach (var warning in DatasetWarnings.Of(dataset.Statistics))
                Terminal.Out.WriteLine($"{name}: {warning}.");
        }
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
