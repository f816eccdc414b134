namespace EmergentMisalignment.Ledger.Records;

/// <summary>All a judge needs: which model, and one prompt template a metric.</summary>
public sealed record JudgementRecord
{
    public required string Endpoint { get; init; }

    public required string Model { get; init; }

    /// <summary>Templates with <c>{question}</c> and <c>{answer}</c>, by metric.</summary>
    public required IReadOnlyDictionary<string, string> Prompts { get; init; }

    public required int TopLogProbs { get; init; }

    /// <summary>1 for a number; more where the judge answers with words.</summary>
    public required int MaxTokens { get; init; }
}
