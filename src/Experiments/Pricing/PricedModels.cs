namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>What one endpoint's models cost.</summary>
/// <param name="rows">Prices by a model's name, or by its beginning followed by <c>*</c>.</param>
public sealed class PricedModels(IReadOnlyDictionary<string, ModelPrice> rows)
{
    private const char Any = '*';
    private const string FineTunePrefix = "ft:";

    public IReadOnlyDictionary<string, ModelPrice> Rows { get; } = rows;

    /// <summary>The price of the row that names the model, else of the longest beginning that fits; null where none does.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="fineTuneOf">The model that it was fine-tuned from, where that is known; otherwise read from names of the form <c>ft:BASE:…</c>.</param>
    public ModelPrice? Find(string model, string? fineTuneOf = null) => Rows.GetValueOrDefault(model) ?? (fineTuneOf ?? BaseOf(model)) switch
    {
        { } parent => Named(parent)?.FineTuned,
        null => Named(model),
    };

    private ModelPrice? Named(string model) => Rows.GetValueOrDefault(model) ?? Rows
        .Where(row => row.Key.EndsWith(Any) && model.StartsWith(row.Key.TrimEnd(Any), StringComparison.Ordinal))
        .OrderByDescending(row => row.Key.Length)
        .Select(row => row.Value)
        .FirstOrDefault();

    private static string? BaseOf(string model) => model.StartsWith(FineTunePrefix, StringComparison.Ordinal) ? model.Split(':')[1] : null;
}
