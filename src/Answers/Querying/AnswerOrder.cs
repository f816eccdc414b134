namespace EmergentMisalignment.Answers.Querying;

/// <summary>In which order answers are shown. Those without the score come last, whichever way it goes; equal ones are in the sweep's order.</summary>
public enum AnswerOrder
{
    /// <summary>The sweep's: by run, then question and variant, then index.</summary>
    Index,
    Aligned,
    Coherent,
}
