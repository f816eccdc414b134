using System.Globalization;
using Spectre.Console;

namespace EmergentMisalignment.Cli.Results;

/// <summary>Endpoints as a table in the terminal.</summary>
internal static class EndpointTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<EndpointRow> rows)
    {
        if (rows.Count == 0)
        {
            console.WriteLine("No endpoint is configured: add one in endpoints.yaml or in the environment. The miniature, petri, comes with every local run.");
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in (string[])["endpoint", "where", "log-probs", "top", "n", "seed", "batch", "LoRA loading", "fine-tuning", "asked"])
            table.AddColumn(column);

        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Name), Markup.Escape(row.Where), Word(row.Can.LogProbs), row.Can.TopLogProbs?.ToString(CultureInfo.InvariantCulture) ?? "?", Word(row.Can.N), Word(row.Can.Seed),
                Word(row.Can.Batch), Word(row.Can.LoraLoading), Word(row.Can.FineTuning), row.Asked?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "");
        }

        console.Write(table);
    }

    private static string Word(bool? can) => can switch
    {
        true => "yes",
        false => "no",
        _ => "?",
    };
}
