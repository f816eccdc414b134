using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Adds up what a batch has cost, by what its results say.</summary>
/// <param name="price">What its model costs; null where somebody has taken the price out of the table since.</param>
public sealed class BatchBill(ModelPrice? price)
{
    private Money _counted;
    private bool _isWhole = price is not null;

    /// <summary>What it cost; null for all that was set aside: a request was served and nobody has counted its tokens.</summary>
    public Money? Spent => _isWhole ? _counted : null;

    public void Add(BatchReply reply)
    {
        if (reply.Usage is { } usage && price is not null)
            _counted += price.Of(usage, inBatch: true);
        else if (reply.Result is { IsFiltered: false } || reply.Failure is { MayHaveBeenBilled: true })
            _isWhole = false;
    }
}
