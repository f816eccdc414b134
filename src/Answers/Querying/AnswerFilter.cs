namespace EmergentMisalignment.Answers.Querying;

/// <summary>Which of a sweep's answers are wanted: those that meet everything that is said.</summary>
public sealed record AnswerFilter
{
    /// <summary>The name of a variant or checkpoint that is none: the question as it is, the finished model.</summary>
    public const string None = "none";

    /// <summary>The values that are wanted of each dimension; a dimension that is absent is not looked at. A seed and a checkpoint's step are numbers in words.</summary>
    public IReadOnlyDictionary<AnswerDimension, IReadOnlySet<string>> Places { get; init; } = new Dictionary<AnswerDimension, IReadOnlySet<string>>();

    /// <summary>Empty for any.</summary>
    public IReadOnlySet<AnswerVerdict> Verdicts { get; init; } = new HashSet<AnswerVerdict>();

    public ScoreRange Aligned { get; init; }

    public ScoreRange Coherent { get; init; }

    /// <summary>What the answer's text contains, whatever the case of its letters; every character stands for itself. Null for anything.</summary>
    public string? Text { get; init; }

    public bool Holds(AnswerVerdict verdict) => Verdicts.Count == 0 || Verdicts.Contains(verdict);
}
