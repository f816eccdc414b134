namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>How answers to several questions, by several models, become one rate.</summary>
public enum Averaging
{
    /// <summary>The fraction for each model and question, then the mean over questions, then the mean over models.</summary>
    QuestionMean,

    /// <summary>One fraction of all coherent answers: models and questions weigh by how coherent they were.</summary>
    Pooled,
}
