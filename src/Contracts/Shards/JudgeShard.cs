namespace EmergentMisalignment.Contracts.Shards;

/// <summary>Command: judge answers that are already in the ledger. Heals a lost <see cref="ShardSampled"/>, and judges anew under another judgement.</summary>
/// <inheritdoc cref="SampleShard"/>
public sealed record JudgeShard(string Sweep, string Cell, string Judgement, int Start, int Count) : IShard;
