namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>What is computed for a run, each from the one before it.</summary>
public enum LineageStage
{
    /// <summary>The training rows.</summary>
    Dataset,

    /// <summary>The model that answers.</summary>
    Model,

    /// <summary>Its answers to one question, asked one way.</summary>
    Answers,

    /// <summary>What a judge makes of them.</summary>
    Verdicts,
}
