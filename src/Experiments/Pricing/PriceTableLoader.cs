using System.Globalization;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>Reads a price table; <c>docs/costs.md</c> shows one.</summary>
public static class PriceTableLoader
{
    /// <summary>Dollars a million tokens, or an hour, that nothing costs; more is a slip of the decimal point.</summary>
    private const decimal Dearest = 100_000;

    private const string FreeWord = "free";
    private static readonly string[] Keys = ["date", "source", "gpus", "endpoints"];
    private static readonly string[] CallKeys = ["input", "cached", "output", "batch"];
    private static readonly string[] ModelKeys = [.. CallKeys, "training", "fine_tuned", "gpu", "tokens_per_second", "training_tokens_per_second"];

    /// <param name="path">The file, as messages name it.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="InputException">It is no price table; the sentence names line and key.</exception>
    public static PriceTable Read(string path, string text)
    {
        var fields = YamlFields.Of(YamlReader.Read(path, text), "", Keys);
        var date = DateOnly.TryParseExact(fields.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw fields.Error("date", "must be the day the prices were looked up, such as 2026-01-31.");
        var gpus = Gpus(fields);
        return new PriceTable
        {
            Date = date,
            Source = fields.Text("source"),
            Endpoints = fields.Entries("endpoints").ToDictionary(entry => entry.Key, entry => Models(entry, gpus), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static Dictionary<string, decimal> Gpus(YamlFields table)
    {
        if (!table.Has("gpus")) return [];
        List<string> names = [.. table.Entries("gpus").Select(entry => entry.Key)];
        var fields = table.Map("gpus", names)!;
        return names.ToDictionary(name => name, name => fields.Amount(name, Dearest)!.Value, StringComparer.Ordinal);
    }

    private static PricedModels Models(YamlEntry endpoint, Dictionary<string, decimal> gpus)
    {
        var path = $"endpoints.{endpoint.Key}";
        if (IsFree(endpoint.Value)) return new PricedModels(new Dictionary<string, ModelPrice> { ["*"] = ModelPrice.Free });
        var map = endpoint.Value as YamlMap ?? throw endpoint.Value.Error(path, $"must be a map of models, or the word {FreeWord}, not {endpoint.Value.Description}.");
        return new PricedModels(map.Entries.ToDictionary(model => model.Key, model => Price(model, $"{path}.{model.Key}", gpus), StringComparer.Ordinal));
    }

    private static ModelPrice Price(YamlEntry model, string path, Dictionary<string, decimal> gpus)
    {
        if (IsFree(model.Value)) return ModelPrice.Free;
        var fields = YamlFields.Of(model.Value, path, ModelKeys);
        return fields.Has("gpu") ? OfHours(fields, gpus) : OfCalls(fields) with
        {
            Training = fields.Amount("training", Dearest),
            FineTuned = fields.Map("fine_tuned", CallKeys) is { } tuned ? OfCalls(tuned) : null,
        };
    }

    private static ModelPrice OfCalls(YamlFields fields)
    {
        var input = fields.Amount("input", Dearest) ?? throw fields.Error("input", "is missing: give dollars for a million tokens, 0 for none.");
        return new ModelPrice
        {
            Input = input,
            Cached = fields.Amount("cached", Dearest) ?? input,
            Output = fields.Amount("output", Dearest) ?? throw fields.Error("output", "is missing: give dollars for a million tokens, 0 for none."),
            Batch = fields.Amount("batch", 1) ?? 1,
        };
    }

    /// <summary>An hour's price becomes a token's by the throughput that was measured; a GPU that idles is not in it.</summary>
    private static ModelPrice OfHours(YamlFields fields, Dictionary<string, decimal> gpus)
    {
        if (CallKeys.Append("training").Append("fine_tuned").FirstOrDefault(fields.Has) is { } beside)
            throw fields.Error(beside, "cannot stand beside gpu, whose hour is the price; remove one of them.");
        var name = fields.Text("gpu");
        if (!gpus.TryGetValue(name, out var hour))
            throw fields.Error("gpu", $"names '{Shown.Word(name)}', which gpus does not price{Nearest.Hint(name, gpus.Keys)}.");
        var asked = new ModelPrice { Output = Rate("tokens_per_second") ?? throw fields.Error("tokens_per_second", "is missing: give the completion tokens that one such GPU makes in a second.") };
        return asked with { FineTuned = asked, Training = Rate("training_tokens_per_second") };

        decimal? Rate(string key) => fields.Amount(key, 10_000_000) switch
        {
            null => null,
            0 => throw fields.Error(key, "must be above 0."),
            { } speed => hour * 1_000_000 / (speed * 3600),
        };
    }

    private static bool IsFree(YamlValue value) => value is YamlText { Text: FreeWord };
}
