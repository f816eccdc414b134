namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Which judge scores the answers.</summary>
public sealed record JudgeSpec
{
    /// <summary>Name of the judge's endpoint; null for the sweep's own.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The judge; null for the one each question names.</summary>
    public string? Model { get; init; }

    /// <summary>How many of the first token's candidates the judge returns; the score is their mean (20 in the paper).</summary>
    public int TopLogProbs { get; init; } = 20;
}
