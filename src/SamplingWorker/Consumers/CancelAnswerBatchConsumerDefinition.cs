using EmergentMisalignment.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Consumers;

public sealed class CancelAnswerBatchConsumerDefinition : ConsumerDefinition<CancelAnswerBatchConsumer>
{
    public CancelAnswerBatchConsumerDefinition(IOptions<SamplingWorkerOptions> options) => EndpointName = QueueNames.Sampling(options.Value.Pool);
}
