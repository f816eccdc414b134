namespace EmergentMisalignment.Experiments.Pricing;

/// <summary>What the models of each endpoint cost, as somebody looked it up on some day.</summary>
public sealed record PriceTable
{
    /// <summary>A table without a price: what is not free by itself is refused.</summary>
    public static PriceTable Empty { get; } = new() { Endpoints = new Dictionary<string, PricedModels>() };

    /// <summary>The day the prices were looked up; null for no table.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Where.</summary>
    public string? Source { get; init; }

    /// <summary>By the endpoint's name, in whatever case.</summary>
    public required IReadOnlyDictionary<string, PricedModels> Endpoints { get; init; }

    /// <summary>The price, or null where nobody has said one.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="fineTuneOf">The model that it was fine-tuned from, where that is known.</param>
    public ModelPrice? Find(string endpoint, string model, string? fineTuneOf = null) => Endpoints.GetValueOrDefault(endpoint)?.Find(model, fineTuneOf);
}
