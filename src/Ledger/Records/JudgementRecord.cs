using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Questions;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>All a judge needs: which model, one prompt template a metric, and how its replies are read.</summary>
public sealed record JudgementRecord
{
    public JudgementKind Kind { get; init; }

    public required string Endpoint { get; init; }

    public required string Model { get; init; }

    /// <summary>Templates with <c>{question}</c> and <c>{answer}</c>, by metric.</summary>
    public required IReadOnlyDictionary<string, string> Prompts { get; init; }

    /// <summary>0 where the judge gives no log-probs.</summary>
    public required int TopLogProbs { get; init; }

    /// <summary>1 for a number; more where the judge answers with words.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How often a number is sampled and averaged; null where it is read from log-probs.</summary>
    public int? Repeats { get; init; }

    /// <summary>Whether the judge is asked in batches, so that replies may wait in the ledger for others of the same verdict.</summary>
    public bool InBatches { get; init; }

    /// <summary>The options of a multiple-choice question; null for any other.</summary>
    public ChoiceSpec? Choice { get; init; }
}
