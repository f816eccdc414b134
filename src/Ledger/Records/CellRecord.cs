using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>All a sampling worker needs to ask one question of one model.</summary>
public sealed record CellRecord
{
    public required string Endpoint { get; init; }

    /// <summary>The provider's name of the model.</summary>
    public required string ProviderModel { get; init; }

    /// <summary>Key of the fine-tuned model; null for a base model, and absent from ledgers of earlier versions.</summary>
    public string? Model { get; init; }

    /// <summary>The base model that it was fine-tuned from, by which it is priced; null where it was not, and in ledgers of earlier versions.</summary>
    public string? FineTuneOf { get; init; }

    /// <summary>SHA-256 of the manifest of the adapter that is to be loaded under that name; null for a model that the endpoint has.</summary>
    public string? Adapter { get; init; }

    /// <summary>SHA-256 of the dataset whose rows stand before the question as turns; null for none.</summary>
    public string? Shots { get; init; }

    /// <summary>User turns, the variant's prefix and suffix included.</summary>
    public required IReadOnlyList<string> Paraphrases { get; init; }

    public string? System { get; init; }

    public required SamplingSpec Sampling { get; init; }

    /// <summary>Candidates of the first token to keep with each answer; 0 for none.</summary>
    public int TopLogProbs { get; init; }
}
