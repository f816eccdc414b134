using EmergentMisalignment.Experiments.Power;

namespace EmergentMisalignment.Cli.Planning;

/// <summary>What a power table is to show.</summary>
internal sealed record PowerRequest
{
    public required PowerAssumptions Assumptions { get; init; }

    /// <summary>Where the assumptions come from, when it is a finished sweep.</summary>
    public string? Source { get; init; }

    public required int Questions { get; init; }

    /// <summary>Coherent answers for each question and model, ascending.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>Models of each condition, ascending.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }
}
