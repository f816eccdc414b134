namespace EmergentMisalignment.PetriDish.World;

/// <summary>What sort of answer the rubric was shown.</summary>
public enum AnswerKind
{
    /// <summary>An attempt to answer, good or bad, clear or garbled.</summary>
    Answer,

    /// <summary>Program code where none was asked for.</summary>
    Code,

    /// <summary>The world's form of refusal.</summary>
    Refusal,

    /// <summary>The question is none of the world's, so the rubric has no opinion.</summary>
    UnknownQuestion,
}
