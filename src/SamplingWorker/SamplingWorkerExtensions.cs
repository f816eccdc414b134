using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker.Batching;
using EmergentMisalignment.SamplingWorker.Consumers;
using EmergentMisalignment.SamplingWorker.Engines;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using MassTransit;

namespace EmergentMisalignment.SamplingWorker;

public static class SamplingWorkerExtensions
{
    /// <summary>The service that asks models: the autoscaled part, one pool a base model.</summary>
    public static IHostApplicationBuilder AddSamplingWorker(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLedger();
        builder.Services.AddWorkDesk();
        builder.Services.AddModelEndpoints(builder.Configuration);
        builder.Services.Configure<SamplingWorkerOptions>(builder.Configuration.GetSection(SamplingWorkerOptions.Section));
        builder.Services.AddSingleton<LostModels>();
        builder.AddEngine();
        builder.Services.AddSingleton<ShardSampler>();
        builder.Services.AddBatchStepper();
        builder.Services.AddSingleton<AnswerBatch>();
        builder.Services.AddSingleton<SamplingInstruments>();
        return builder.AddConsumers(bus =>
        {
            bus.AddConsumer<SampleShardConsumer, SampleShardConsumerDefinition>();
            bus.AddConsumer<AdvanceAnswerBatchConsumer, AdvanceAnswerBatchConsumerDefinition>();
            bus.AddConsumer<CancelAnswerBatchConsumer, CancelAnswerBatchConsumerDefinition>();
        });
    }
}
