using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

public sealed class CancelVerdictBatchConsumerDefinition : ConsumerDefinition<CancelVerdictBatchConsumer>
{
    public CancelVerdictBatchConsumerDefinition() => EndpointName = QueueNames.Judging;
}
