using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>The filing of one batch's answers. May be broken off and begun anew: what is filed twice counts once.</summary>
public interface IBatchHarvest
{
    /// <summary>What was asked under a name, without its messages, and for which shard; null for a name that this batch does not have.</summary>
    (ChatCall Call, BatchShard Shard)? Find(string id);

    Task KeepAsync(string id, ChatResult result, CancellationToken cancellation);

    /// <summary>All answers are given.</summary>
    Task CompleteAsync(CancellationToken cancellation);
}
