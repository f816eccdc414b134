namespace EmergentMisalignment.Experiments.Specs;

/// <summary>How answers are sampled. The defaults are the paper's scripts' own.</summary>
public sealed record SamplingSpec
{
    public double Temperature { get; init; } = 1;

    public double TopP { get; init; } = 1;

    public int MaxTokens { get; init; } = 600;
}
