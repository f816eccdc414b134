namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Who says whether code has a flaw.</summary>
public sealed record FlawJudgeSpec
{
    /// <summary>Name of the judge's endpoint; null for the writer's.</summary>
    public string? Endpoint { get; init; }

    public required string Model { get; init; }

    /// <summary>Candidates of the first token that yes and no are weighed over; 0 takes the word itself, for endpoints without log-probabilities.</summary>
    public int TopLogProbs { get; init; } = 20;
}
