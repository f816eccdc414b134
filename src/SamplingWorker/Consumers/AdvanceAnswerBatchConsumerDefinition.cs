using EmergentMisalignment.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

/// <summary>Batches come through their pool's queue, so that a pool that was scaled to nothing wakes up for them.</summary>
public sealed class AdvanceAnswerBatchConsumerDefinition : ConsumerDefinition<AdvanceAnswerBatchConsumer>
{
    public AdvanceAnswerBatchConsumerDefinition(IOptions<SamplingWorkerOptions> options) => EndpointName = QueueNames.Sampling(options.Value.Pool);
}
