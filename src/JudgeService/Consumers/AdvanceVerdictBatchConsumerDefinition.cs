using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.JudgeService.Consumers;

public sealed class AdvanceVerdictBatchConsumerDefinition : ConsumerDefinition<AdvanceVerdictBatchConsumer>
{
    public AdvanceVerdictBatchConsumerDefinition() => EndpointName = QueueNames.Judging;
}
