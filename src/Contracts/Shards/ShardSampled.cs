namespace EmergentMisalignment.Contracts.Shards;

/// <summary>Event: every index of the shard has an answer in the ledger.</summary>
/// <inheritdoc cref="SampleShard"/>
public sealed record ShardSampled(string Sweep, string Cell, string Judgement, int Start, int Count, bool JudgedInBatch = false) : IShard;
