namespace EmergentMisalignment.Contracts.Shards;

/// <summary>Event: every answer of the shard has a verdict in the ledger. Says no more than "look again".</summary>
/// <inheritdoc cref="SampleShard"/>
public sealed record ShardJudged(string Sweep, string Cell, string Judgement, int Start, int Count) : IShard;
