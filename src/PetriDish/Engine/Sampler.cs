using EmergentMisalignment.PetriDish.Engine.Model;
using EmergentMisalignment.PetriDish.Engine.Sampling;

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// Samples completions in batches, with a key-value cache. Several threads may use one sampler at once; each call itself uses as many threads
/// as <see cref="ComputeThreads"/> allows.
/// </summary>
/// <param name="merged">The weights to sample from, with any adapter merged. They are copied: later training does not show.</param>
public sealed class Sampler(Weights merged)
{
    private readonly PackedWeights _weights = new(merged.Clone(), backward: false);

    public ModelShape Shape => _weights.Weights.Shape;

    /// <summary>Samples every request; completions come in the order of the requests. A prompt that several requests share is read once.</summary>
    /// <exception cref="ArgumentException">A request is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; looked at between tokens.</exception>
    public IReadOnlyList<SampledCompletion> Sample(IReadOnlyList<SampleRequest> batch, CancellationToken cancellation)
    {
        foreach (var request in batch)
            request.Check(Shape);
        if (batch.Count == 0)
            return [];
        var queue = new RequestQueue(batch);
        var workers = Math.Clamp(batch.Count / DecodeWorker.FewestRows, 1, ComputeThreads.Count);
        ComputeThreads.For(workers, (_, _) =>
        {
            var worker = DecodeWorker.Rent(Shape);
            try
            {
                worker.Run(_weights, queue, Math.Min(DecodeWorker.Slots, (batch.Count + workers - 1) / workers), cancellation);
            }
            finally
            {
                worker.Return();
            }
        });
        GC.KeepAlive(this);
        return queue.Completions;
    }
}
