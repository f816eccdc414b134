namespace EmergentMisalignment.Answers.Querying;

/// <summary>Scores from one number to another, both included; null for no limit. With a limit, an answer without the score is outside.</summary>
public readonly record struct ScoreRange(double? From, double? To)
{
    public bool Holds(double? score) => this == default || (score is { } number && !(number < From) && !(number > To));
}
