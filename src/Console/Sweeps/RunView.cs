using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Sweeps;

/// <summary>One model of a sweep, and how far it is.</summary>
public sealed record RunView
{
    /// <summary>Condition, base and seed, such as <c>insecure.petri-1.0</c>.</summary>
    public required string Id { get; init; }

    public required string Condition { get; init; }

    public required string Base { get; init; }

    /// <summary>1000 × the sweep's seed + k.</summary>
    public required int Seed { get; init; }

    public required RunState State { get; init; }

    /// <summary>The model's key; absent until its dataset is there.</summary>
    public string? Model { get; init; }

    /// <summary>What its provider calls it; absent until it is ready.</summary>
    public string? ProviderModel { get; init; }

    /// <summary>Its answers, of as many as the sweep asks at most; absent until the model is ready.</summary>
    public StageProgress? Answers { get; init; }

    /// <summary>Its judgements, each answer's by each judge.</summary>
    public StageProgress? Verdicts { get; init; }

    /// <summary>What cannot be finished, and why.</summary>
    public required IReadOnlyList<string> Failures { get; init; }
}
