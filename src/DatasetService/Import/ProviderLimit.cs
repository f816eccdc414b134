namespace EmergentMisalignment.DatasetService.Import;

/// <summary>What a provider takes of one training example. Where the numbers are from: docs/datasets.md.</summary>
/// <param name="Models">The models it holds for.</param>
/// <param name="TokensPerRow">Longest example; what is longer is cut off, and the model learns an answer without its end.</param>
public sealed record ProviderLimit(string Models, int TokensPerRow)
{
    /// <summary>Fewer rows OpenAI's fine-tuning refuses.</summary>
    public const int LeastRows = 10;

    public static IReadOnlyList<ProviderLimit> All { get; } =
    [
        new("gpt-4o-2024-08-06, gpt-4o-mini-2024-07-18", 65_536),
        new("gpt-3.5-turbo-0125", 16_385),
        new("open models as the paper trains them (max_seq_length)", 2_048),
    ];
}
