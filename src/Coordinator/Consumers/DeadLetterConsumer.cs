using EmergentMisalignment.Contracts.Batches;
using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

/// <summary>
/// A message that the broker gave up on: its consumer's process died on it every time, so no consumer could say why. The message itself waits in the queue
/// <c>errors</c> for a person.
/// </summary>
public sealed class DeadLetterConsumer(FailureRecorder recorder) :
    IConsumer<PrepareDataset>, IConsumer<AdvanceFineTune>, IConsumer<SampleShard>, IConsumer<ShardSampled>, IConsumer<JudgeShard>, IConsumer<AdvanceBatch>
{
    private const string Cause = "its consumer's process died at every delivery, and the broker gave it up; see `em errors`";

    public Task Consume(ConsumeContext<PrepareDataset> context) => recorder.RecordAsync(context.Message.Sweep, context.Message.Recipe, Cause, context.CancellationToken);

    public Task Consume(ConsumeContext<AdvanceFineTune> context) => recorder.RecordAsync(context.Message.Sweep, context.Message.Model, Cause, context.CancellationToken);

    public Task Consume(ConsumeContext<SampleShard> context) => RecordAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<ShardSampled> context) => RecordAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<JudgeShard> context) => RecordAsync(context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<AdvanceBatch> context) => recorder.RecordAsync(context.Message.Sweep, context.Message.Batch, Cause, context.CancellationToken);

    private Task RecordAsync(IShard shard, CancellationToken cancellation) => recorder.RecordAsync(shard.Sweep, shard.Name, Cause, cancellation);
}
