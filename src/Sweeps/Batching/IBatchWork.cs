using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>What a batch's requests are, and where their answers belong: each service's own.</summary>
public interface IBatchWork
{
    /// <summary>The requests for what is missing at this moment; the same whoever asks, as long as nothing is filed.</summary>
    IAsyncEnumerable<BatchCall> CallsAsync(BatchRecord batch, CancellationToken cancellation);

    /// <summary>Begins to file what an ended batch has brought.</summary>
    Task<IBatchHarvest> HarvestAsync(BatchRecord batch, CancellationToken cancellation);
}

/// <summary>The filing of one batch's answers. May be broken off and begun anew: what is filed twice counts once.</summary>
public interface IBatchHarvest
{
    /// <summary>What was asked under a name, without its messages, and for which shard; null for a name that this batch does not have.</summary>
    (ChatCall Call, BatchShard Shard)? Find(string id);

    Task KeepAsync(string id, ChatResult result, CancellationToken cancellation);

    /// <summary>All answers are given.</summary>
    Task CompleteAsync(CancellationToken cancellation);
}
