using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Contracts.Sweeps;
using EmergentMisalignment.Coordinator.Reconciling;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

/// <summary>Every event says one thing: look again.</summary>
public sealed class LookAgainConsumer(LookSignal signal) : IConsumer<DatasetPrepared>, IConsumer<FineTuneAdvanced>, IConsumer<ShardJudged>, IConsumer<BatchAdvanced>, IConsumer<SweepChanged>
{
    public Task Consume(ConsumeContext<DatasetPrepared> context) => Look();

    public Task Consume(ConsumeContext<FineTuneAdvanced> context) => Look();

    public Task Consume(ConsumeContext<ShardJudged> context) => Look();

    public Task Consume(ConsumeContext<BatchAdvanced> context) => Look();

    public Task Consume(ConsumeContext<SweepChanged> context) => Look();

    private Task Look()
    {
        signal.Raise();
        return Task.CompletedTask;
    }
}
