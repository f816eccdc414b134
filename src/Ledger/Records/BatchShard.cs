using EmergentMisalignment.Contracts.Shards;

namespace EmergentMisalignment.Ledger.Records;

/// <summary>A shard that waits for a batch, and for nobody else.</summary>
/// <param name="Cell">Key of the cell.</param>
/// <param name="Judgement">Key of the judgement.</param>
/// <param name="Start">First sample index.</param>
/// <param name="Count">Number of indices.</param>
/// <param name="Missing">How many of them the batch was planned for.</param>
public sealed record BatchShard(string Cell, string Judgement, int Start, int Count, int Missing)
{
    /// <summary>The name that the shard has in messages, marks and failures.</summary>
    public string Name => ((IShard)new SampleShard("", Cell, Judgement, Start, Count)).Name;
}
