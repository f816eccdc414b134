namespace EmergentMisalignment.Experiments.Statistics.Sequential;

/// <summary>What the sequences of two arms say of each other.</summary>
public enum PairVerdict
{
    /// <summary>Nothing yet, or nothing at all where the ceiling came first.</summary>
    Open,

    Above,

    Below,

    /// <summary>Within the margin.</summary>
    Equal,
}
