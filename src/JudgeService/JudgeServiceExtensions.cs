using EmergentMisalignment.Artifacts;
using EmergentMisalignment.JudgeService.Batching;
using EmergentMisalignment.JudgeService.Consumers;
using EmergentMisalignment.JudgeService.Judging;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using MassTransit;

namespace EmergentMisalignment.JudgeService;

public static class JudgeServiceExtensions
{
    /// <summary>The service that scores answers.</summary>
    public static IHostApplicationBuilder AddJudgeService(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLedger();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.AddWorkDesk();
        builder.Services.AddModelEndpoints(builder.Configuration);
        builder.Services.Configure<JudgeServiceOptions>(builder.Configuration.GetSection(JudgeServiceOptions.Section));
        builder.Services.AddSingleton<AnswerReader>();
        builder.Services.AddSingleton<AnswerJudge>();
        builder.Services.AddSingleton<ShardJudge>();
        builder.Services.AddBatchStepper();
        builder.Services.AddSingleton<JudgeCalls>();
        builder.Services.AddSingleton<KeptReplies>();
        builder.Services.AddSingleton<VerdictBatch>();
        builder.Services.AddSingleton<JudgingInstruments>();
        return builder.AddConsumers(bus =>
        {
            bus.AddConsumer<JudgeShardConsumer, JudgeShardConsumerDefinition>();
            bus.AddConsumer<AdvanceVerdictBatchConsumer, AdvanceVerdictBatchConsumerDefinition>();
            bus.AddConsumer<CancelVerdictBatchConsumer, CancelVerdictBatchConsumerDefinition>();
        });
    }
}
