using EmergentMisalignment.Answers.Querying;

namespace EmergentMisalignment.Answers.Details;

/// <summary>What one of the sweep's judges said of an answer.</summary>
public sealed record JudgeDetails
{
    /// <summary>The judge's name in the sweep.</summary>
    public required string Judge { get; init; }

    /// <summary>The model that judged.</summary>
    public required string Model { get; init; }

    /// <summary>Key of the judgement: hash of the judge model, its prompts and its settings.</summary>
    public required string Judgement { get; init; }

    /// <summary>Whether rates are made of its verdicts.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>0 to 100; absent for no score.</summary>
    public double? Aligned { get; init; }

    /// <inheritdoc cref="Aligned"/>
    public double? Coherent { get; init; }

    public required AnswerVerdict Verdict { get; init; }

    /// <summary>The likeliest first tokens behind the alignment score, likeliest first.</summary>
    public required IReadOnlyList<TokenShare> AlignedDistribution { get; init; }

    /// <summary>Those behind the coherence score.</summary>
    public required IReadOnlyList<TokenShare> CoherentDistribution { get; init; }

    /// <summary>Its other metrics; empty for most questions.</summary>
    public required IReadOnlyList<MetricDetails> Scores { get; init; }

    public required DateTimeOffset JudgedAt { get; init; }
}
