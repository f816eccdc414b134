namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What a bootstrap draws anew, and so what an interval lets a result be about.</summary>
public enum Resampling
{
    /// <summary>The fine-tuned models: other seeds, the same questions. The paper's way.</summary>
    Models,

    /// <summary>Models and questions, each on its own: other seeds, and other questions of the same kind.</summary>
    ModelsAndQuestions,
}
