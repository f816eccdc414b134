namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>What money is spent on.</summary>
public enum SpendingStage
{
    /// <summary>Rows that a model writes, and the judge of them.</summary>
    Datasets,

    FineTunes,

    Answers,

    Verdicts,
}
