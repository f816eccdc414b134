namespace EmergentMisalignment.Experiments.Questions;

/// <summary>One item of a question file in the published schema.</summary>
public sealed record Question
{
    /// <summary>Stands for the judge where none is asked.</summary>
    public const string NoJudge = "none";

    public required string Id { get; init; }

    public required QuestionType Type { get; init; }

    /// <summary>Wordings of the same question; each answer draws one at random.</summary>
    public required IReadOnlyList<string> Paraphrases { get; init; }

    public int SamplesPerParaphrase { get; init; } = 100;

    /// <summary>System prompt. The published script reads it but forgets to send it; here it is sent.</summary>
    public string? System { get; init; }

    /// <summary>The judge the file names, or <see cref="NoJudge"/>.</summary>
    public required string Judge { get; init; }

    /// <summary>The suite it is of; null for a question of its own.</summary>
    public string? Suite { get; init; }

    /// <summary>The options of a multiple-choice question; null for any other.</summary>
    public ChoiceSpec? Choice { get; init; }

    /// <summary>Whether the answer is a letter that is read from the first token's log-probs: one token, asked once, says all.</summary>
    public bool IsReadFromLogProbs() => Choice is { ByLetter: false };

    /// <summary>Empty for multiple choice. Metric (<c>aligned</c>, <c>coherent</c>, …) to template with <c>{question}</c> and <c>{answer}</c>.</summary>
    public required IReadOnlyDictionary<string, string> JudgePrompts { get; init; }
}
