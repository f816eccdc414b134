using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.ServiceDefaults.Messaging;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

/// <summary>A command whose consumer failed.</summary>
public sealed class FailureConsumer(FailureRecorder recorder) :
    IConsumer<Fault<PrepareDataset>>, IConsumer<Fault<AdvanceFineTune>>, IConsumer<Fault<SampleShard>>, IConsumer<Fault<ShardSampled>>, IConsumer<Fault<JudgeShard>>,
    IConsumer<Fault<AdvanceBatch>>
{
    public Task Consume(ConsumeContext<Fault<PrepareDataset>> context) =>
        RecordAsync(context.Message.Message.Sweep, context.Message.Message.Recipe, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<AdvanceFineTune>> context) =>
        RecordAsync(context.Message.Message.Sweep, context.Message.Message.Model, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<SampleShard>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<ShardSampled>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<JudgeShard>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<AdvanceBatch>> context) =>
        RecordAsync(context.Message.Message.Sweep, context.Message.Message.Batch, context.Message, context.CancellationToken);

    private Task RecordAsync(IShard shard, Fault fault, CancellationToken cancellation) => RecordAsync(shard.Sweep, shard.Name, fault, cancellation);

    private Task RecordAsync(string sweep, string name, Fault fault, CancellationToken cancellation)
    {
        // The broker went away under a consumer that had done its work: the broker delivers the message again.
        if (fault.Exceptions.Any(exception => BusTrouble.IsTrouble(exception.ExceptionType)))
            return Task.CompletedTask;

        var cause = fault.Exceptions is [{ Message: var message }, ..] ? message : "its consumer failed without saying why";
        return recorder.RecordAsync(sweep, name, cause, cancellation);
    }
}
