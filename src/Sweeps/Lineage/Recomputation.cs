namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>Runs that were computed, or taken over, for the same reasons.</summary>
/// <param name="Runs">Ids of the later sweep's runs.</param>
/// <param name="Earlier">The run that the first of them is compared with; null where the earlier sweep has none of its base, condition and seed.</param>
/// <param name="Differences">What differs; empty where all of it was taken over.</param>
public sealed record Recomputation(IReadOnlyList<string> Runs, string? Earlier, IReadOnlyList<StageDifference> Differences)
{
    /// <summary>The reasons in words.</summary>
    public IReadOnlyList<string> Sentences => Earlier is null
        ? ["The earlier sweep has no run of this base, condition and seed."]
        : Differences.Count == 0 ? ["Nothing: every key is the same, so what was there was taken over."] : [.. Differences.Select(LineageWords.Of)];
}
