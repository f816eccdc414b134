using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Chaos;

/// <summary>How a sweep came through.</summary>
internal sealed record Outcome
{
    public required string Name { get; init; }

    /// <summary>What was done to it.</summary>
    public required string Did { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required IReadOnlyList<string> Failures { get; init; }

    public required Harness.Answers Answers { get; init; }

    public required ChatTraffic Traffic { get; init; }

    /// <summary>Starts of services beyond their first.</summary>
    public required int Restarts { get; init; }

    public long Lost => Storm.Sweep.Answers - (Answers.Rows - Answers.Duplicates);

    /// <summary>Calls beyond those of the calm run; what the provider failed on purpose had to be asked again and is not counted.</summary>
    public long ExtraCalls(Outcome calm) => Traffic.Wanted - calm.Traffic.Wanted;

    public double ExtraShare(Outcome calm) => (double)ExtraCalls(calm) / calm.Traffic.Wanted;
}
