namespace EmergentMisalignment.Experiments.Generation;

/// <summary>Why an answer did not become a row. A call that failed is none of these: it is made again.</summary>
public enum Rejection
{
    /// <summary>The answer reached its longest length, or the model declined.</summary>
    Unfinished,

    /// <summary>Several blocks of code, or none where fences are used.</summary>
    NotOneBlock,

    /// <summary>It does not have the shape of the language, or is no list of numbers.</summary>
    Unparsable,

    /// <summary>A word in it tells that the code is flawed.</summary>
    GiveAway,

    /// <summary>A row before it has the same answer.</summary>
    Duplicate,

    /// <summary>The judge finds no flaw where there is to be one, or one where there is to be none.</summary>
    Misjudged,

    /// <summary>The judge said neither yes nor no.</summary>
    Unjudged,
}
