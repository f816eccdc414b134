namespace EmergentMisalignment.Ledger.Records;

/// <summary>One sampled answer.</summary>
public sealed record AnswerRecord
{
    /// <summary>Which wording was asked, by its place in the question.</summary>
    public required int Paraphrase { get; init; }

    public required long Seed { get; init; }

    public required string Text { get; init; }

    public required string FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    public string? TraceId { get; init; }

    /// <summary>Probability of each of the likeliest first tokens; null where they were not asked for.</summary>
    public IReadOnlyDictionary<string, double>? FirstToken { get; init; }

    public required DateTimeOffset At { get; init; }
}
