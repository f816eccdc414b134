using EmergentMisalignment.Contracts.Datasets;
using EmergentMisalignment.Contracts.FineTunes;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Coordinator.Reconciling;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using MassTransit;

namespace EmergentMisalignment.Coordinator.Consumers;

/// <summary>
/// A command that failed after its consumer's retries: its cause is recorded, and the next look asks again until the attempts are used up. Then the sweep ends
/// without it and says so.
/// </summary>
public sealed class FailureConsumer(Failures failures, DueTimes dueTimes, LookSignal signal) :
    IConsumer<Fault<PrepareDataset>>, IConsumer<Fault<AdvanceFineTune>>, IConsumer<Fault<SampleShard>>, IConsumer<Fault<ShardSampled>>, IConsumer<Fault<JudgeShard>>
{
    public Task Consume(ConsumeContext<Fault<PrepareDataset>> context) =>
        RecordAsync(context.Message.Message.Sweep, context.Message.Message.Recipe, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<AdvanceFineTune>> context) =>
        RecordAsync(context.Message.Message.Sweep, context.Message.Message.Model, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<SampleShard>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<ShardSampled>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    public Task Consume(ConsumeContext<Fault<JudgeShard>> context) => RecordAsync(context.Message.Message, context.Message, context.CancellationToken);

    private Task RecordAsync(IShard shard, Fault fault, CancellationToken cancellation) => RecordAsync(shard.Sweep, shard.Name, fault, cancellation);

    private async Task RecordAsync(string sweep, string name, Fault fault, CancellationToken cancellation)
    {
        var cause = fault.Exceptions is [{ Message: var message }, ..] ? message : "its consumer failed without saying why";
        await failures.RecordAsync(LedgerKeys.Failures(sweep), name, cause, cancellation);
        await dueTimes.ClearAsync(LedgerKeys.Dispatches(sweep), [name], cancellation);
        signal.Raise();
    }
}
