using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>What a batch's requests are, and where their answers belong: each service's own.</summary>
public interface IBatchWork
{
    /// <summary>The requests for what is missing at this moment; the same whoever asks, as long as nothing is filed.</summary>
    IAsyncEnumerable<BatchCall> CallsAsync(BatchRecord batch, CancellationToken cancellation);

    /// <summary>Begins to file what an ended batch has brought.</summary>
    Task<IBatchHarvest> HarvestAsync(BatchRecord batch, CancellationToken cancellation);
}
