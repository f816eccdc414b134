using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Consumers;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Generating;
using EmergentMisalignment.DatasetService.Preparing;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ServiceDefaults.Messaging;
using EmergentMisalignment.Sweeps;
using MassTransit;

namespace EmergentMisalignment.DatasetService;

public static class DatasetServiceExtensions
{
    /// <summary>The service that makes and imports datasets.</summary>
    public static IHostApplicationBuilder AddDatasetService(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLedger();
        builder.Services.AddWorkDesk();
        builder.Services.AddArtifacts(builder.Configuration.GetSection("Artifacts").Bind);
        builder.Services.AddModelEndpoints(builder.Configuration);
        builder.Services.AddSingleton<DatasetMaker>();
        builder.Services.Configure<RowWriterOptions>(builder.Configuration.GetSection(RowWriterOptions.Section));
        builder.Services.AddSingleton<RowWriter>();
        builder.Services.AddSingleton<DatasetPreparer>();
        return builder.AddConsumers(bus => bus.AddConsumer<PrepareDatasetConsumer, PrepareDatasetConsumerDefinition>());
    }
}
