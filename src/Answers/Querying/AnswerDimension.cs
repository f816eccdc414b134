namespace EmergentMisalignment.Answers.Querying;

/// <summary>What tells the cells of a sweep apart.</summary>
public enum AnswerDimension
{
    Condition,
    Base,
    Seed,
    Question,
    Variant,
    Checkpoint,
}
