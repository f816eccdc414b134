using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>A shard that is to go into a batch.</summary>
/// <param name="Stage">What it lacks.</param>
/// <param name="Endpoint">Who is to be asked.</param>
/// <param name="Model">The provider's name of the model: a batch asks one model.</param>
/// <param name="Queue">Where the batch's steps are to be taken.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Calls">Requests that each of its indices may take, at the most.</param>
/// <param name="FineTuneOf">The model that the one asked was fine-tuned from, by which it is priced; null for one that was not.</param>
public sealed record BatchNeed(BatchStage Stage, string Endpoint, string Model, string Queue, BatchShard Shard, int Calls, string? FineTuneOf = null);
