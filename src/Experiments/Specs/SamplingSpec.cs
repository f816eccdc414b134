namespace EmergentMisalignment.Experiments.Specs;

/// <summary>How answers are sampled. The defaults are the paper's scripts' own.</summary>
public sealed record SamplingSpec
{
    public double Temperature { get; init; } = 1;

    public double TopP { get; init; } = 1;

    public int MaxTokens { get; init; } = 600;

    /// <summary>Whether each request is a call, or a line in a file that the provider answers within a day.</summary>
    public CallMode Mode { get; init; }
}
