namespace EmergentMisalignment.Contracts.Shards;

/// <summary>A run of sample indices of one cell. Messages carry keys, never texts.</summary>
public interface IShard
{
    string Sweep { get; }

    string Cell { get; }

    string Judgement { get; }

    int Start { get; }

    int Count { get; }

    /// <summary>The shard's name in dispatch marks and failures: the same for its sampling and its judging.</summary>
    string Name => $"{Cell}:{Judgement}:{Start}+{Count}";
}
