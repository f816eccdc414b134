using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Reports;

/// <summary>One condition of one base model, asked in one variant.</summary>
internal sealed record ResultRow
{
    public required string Base { get; init; }
    public required ReportedCondition Condition { get; init; }
    public required string? Variant { get; init; }

    /// <summary>The named variants of this condition.</summary>
    public required IReadOnlyList<string> Siblings { get; init; }

    /// <summary>The rate over the whole question set; null when the sweep has none for this row.</summary>
    public required RateResult? Whole { get; init; }

    /// <summary>One place for each question of the grid, null where the row was not asked it.</summary>
    public required IReadOnlyList<RateResult?> ByQuestion { get; init; }

    public required IReadOnlyList<SeedRate> Models { get; init; }

    /// <summary>True for the untouched questions of a condition that was also asked in named variants.</summary>
    public bool IsPlainOfMany => Variant is null && Siblings.Count > 0;

    /// <summary>What tells this row from the others of its condition: <c>with trigger</c>, <c>without trigger</c>; null where there is only one.</summary>
    public string? Qualifier => Variant is { } name ? $"with {name}" : Siblings switch
    {
        [] => null,
        [var only] => $"without {only}",
        _ => "plain",
    };

    /// <summary>The answers it is made of, to one question or to all.</summary>
    public AnswersBehind Answers(string? question = null) => new(Base, Condition.Id, Variant, question);

    public string Label => Qualifier is { } qualifier ? $"{Condition.Id} {qualifier}" : Condition.Id;
}
