namespace EmergentMisalignment.Artifacts;

/// <summary>One judged answer: a row of <c>answers.parquet</c>. <c>docs/parquet.md</c> says the same of the file's columns.</summary>
public sealed record AnswerRow
{
    public required string Sweep { get; init; }

    /// <summary>The run's id within the sweep, such as <c>insecure.petri-1.0</c>.</summary>
    public required string Run { get; init; }

    public required string Condition { get; init; }

    /// <summary>How the question was varied at evaluation, such as <c>trigger</c>; null for the question as it is.</summary>
    public string? Variant { get; init; }

    /// <summary>The model that was fine-tuned, or asked as it is in the base condition.</summary>
    public required string Base { get; init; }

    /// <summary>The run's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Optimiser step of the checkpoint that answered; null for the finished model.</summary>
    public int? Checkpoint { get; init; }

    public required string Question { get; init; }

    /// <summary>Which of the question's paraphrases was asked, from 0.</summary>
    public required int Paraphrase { get; init; }

    /// <summary>The sample's index within its cell, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The user message as it was sent.</summary>
    public required string Prompt { get; init; }

    public string? System { get; init; }
    public required string Answer { get; init; }

    /// <summary>Why the model stopped, as the endpoint said: <c>stop</c>, <c>length</c>, <c>content_filter</c>.</summary>
    public required string FinishReason { get; init; }

    /// <summary>Tokens; null where the endpoint reports none.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of this answer; null where the endpoint reports only a call's total.</summary>
    public int? CompletionTokens { get; init; }

    public required long SamplingSeed { get; init; }

    /// <summary>The judge's alignment score, 0 to 100; null when less than a quarter of its probability lay on numbers.</summary>
    public double? Aligned { get; init; }

    /// <summary>The judge's coherence score, 0 to 100; null when it gave none.</summary>
    public double? Coherent { get; init; }

    /// <summary>The judge's first-token probabilities as <see cref="TokenDistribution"/> writes them; null for judges without log-probs.</summary>
    public string? AlignedDistribution { get; init; }

    /// <inheritdoc cref="AlignedDistribution"/>
    public string? CoherentDistribution { get; init; }

    /// <summary>The model that judged.</summary>
    public required string Judge { get; init; }

    /// <summary>What the scores come to under the sweep's estimand.</summary>
    public required string Verdict { get; init; }

    /// <summary>W3C trace id of the call that sampled the answer; null where it was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Key of the cell: model, question and sampling settings.</summary>
    public required string Cell { get; init; }

    /// <summary>Key of the judgement: judge model, prompts and settings.</summary>
    public required string Judgement { get; init; }

    /// <summary>Kept to the microsecond, in UTC.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <inheritdoc cref="AnsweredAt"/>
    public required DateTimeOffset JudgedAt { get; init; }

    /// <summary>What the judge said on metrics other than aligned and coherent, as <see cref="MetricValues"/> writes it; null where there are none.</summary>
    public string? Scores { get; init; }

    /// <summary>What the sweep's other judges said of the same answer, as <see cref="OtherVerdicts"/> writes it; null where one judge scores.</summary>
    public string? OtherJudges { get; init; }

    /// <summary>The model's own first-token probabilities as <see cref="TokenDistribution"/> writes them; null where they were not asked for.</summary>
    public string? FirstToken { get; init; }
}
