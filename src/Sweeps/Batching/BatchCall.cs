using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>One request of a batch.</summary>
/// <param name="Id">Its name: says whose answer it is, so that a result can be filed whoever reads it.</param>
/// <param name="Call">The request, the same as a live one.</param>
/// <param name="Shard">The shard that it is for.</param>
public sealed record BatchCall(string Id, ChatCall Call, BatchShard Shard);
