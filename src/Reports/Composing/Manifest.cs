using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Everything needed to get the same numbers again: the sweep, every key and hash, and the versions that computed it.</summary>
public static class Manifest
{
    public static IReadOnlyDictionary<string, string> Versions { get; } = new Dictionary<string, string>
    {
        ["em"] = typeof(Manifest).Assembly.GetName().Version!.ToString(3),
        [".NET"] = Environment.Version.ToString(),
        ["runtime"] = RuntimeInformation.RuntimeIdentifier,
    };

    public static async Task<JsonObject> CreateAsync(SweepRecord sweep, SweepNeeds needs, SweepSpending? spending, string answers, ReportOccasion occasion, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(answers);
        return new JsonObject
        {
            ["sweep"] = sweep.Name,
            ["created_at"] = occasion.CreatedAt.ToString("O"),
            ["versions"] = new JsonObject(occasion.Versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)version.Value))),
            ["specification"] = JsonSerializer.SerializeToNode(sweep.Spec, LedgerJson.Default.SweepSpec),
            ["estimand"] = sweep.Spec.Estimand.Name,
            ["answers_sha256"] = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)),
            ["spending_usd"] = JsonSerializer.SerializeToNode(spending, LedgerJson.Default.SweepSpending),
            ["datasets"] = Datasets(needs),
            ["runs"] = Runs(needs),
        };
    }

    /// <summary>Every key of a sweep, and the documents that cells and judgements are named after.</summary>
    public static JsonObject Keys(SweepNeeds needs)
    {
        var cells = needs.Runs.SelectMany(look => look.Facts.Cells).Select(facts => facts.Cell).ToList();
        return new JsonObject
        {
            ["datasets"] = Datasets(needs),
            ["runs"] = Runs(needs),
            ["cells"] = new JsonObject(cells.DistinctBy(cell => cell.Key).Select(cell => KeyValuePair.Create(cell.Key, (JsonNode?)cell.ToJson()))),
            ["judgements"] = new JsonObject(cells.DistinctBy(cell => cell.Judgement).Select(cell => KeyValuePair.Create(cell.Judgement, (JsonNode?)cell.JudgementToJson()))),
        };
    }

    private static JsonArray Datasets(SweepNeeds needs) =>
        [.. needs.Runs.Select(look => look.Facts.Dataset).OfType<DatasetRecord>().DistinctBy(dataset => dataset.Sha256).Select(DatasetNode)];

    private static JsonArray Runs(SweepNeeds needs) => [.. needs.Runs.Select(RunNode)];

    private static JsonObject DatasetNode(DatasetRecord dataset) => new()
    {
        ["sha256"] = dataset.Sha256,
        ["rows"] = dataset.Rows,
        ["published_as"] = dataset.PublishedAs,
        ["provenance_sha256"] = dataset.ProvenanceSha256,
        ["provenance"] = JsonSerializer.SerializeToNode(dataset.Provenance, LedgerJson.Default.DatasetProvenance),
    };

    private static JsonObject RunNode(RunLook look) => new()
    {
        ["run"] = look.Run.Id,
        ["condition"] = look.Run.Condition.Id,
        ["base"] = look.Run.Base,
        ["seed"] = look.Run.Seed,
        ["recipe"] = look.Run.Dataset?.Key,
        ["dataset_sha256"] = look.Facts.Dataset?.Sha256,
        ["dataset_rows"] = look.Facts.Dataset?.Rows,
        ["model"] = look.Facts.ModelKey,
        ["model_document"] = look.Facts.Dataset is { } dataset ? look.Run.ModelDocument(dataset.Sha256) : null,
        ["job"] = look.Facts.Model?.JobId,
        ["provider_model"] = look.Facts.Model?.ProviderModel,
        ["cells"] = new JsonArray([.. look.Facts.Cells.Select(CellNode)]),
    };

    private static JsonObject CellNode(CellFacts facts) => new()
    {
        ["cell"] = facts.Cell.Key,
        ["judgement"] = facts.Cell.Judgement,
        ["question"] = facts.Cell.Question.Id,
        ["variant"] = facts.Cell.Variant.Name,
        ["samples"] = facts.Cell.Samples,
        ["artifact_sha256"] = facts.Archive?.Artifact,
    };
}
