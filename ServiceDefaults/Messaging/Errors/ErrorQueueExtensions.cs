using EmergentMisalignment.ServiceDefaults.Messaging.Counts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

public static class ErrorQueueExtensions
{
    /// <summary>The error queue and the counts of all queues, for those who operate: of RabbitMQ when <c>ConnectionStrings:messaging</c> is set, empty ones otherwise.</summary>
    public static IHostApplicationBuilder AddErrorQueue(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("messaging") is { } broker)
        {
            builder.Services.AddSingleton(new BrokerConnector(new Uri(broker)));
            builder.Services.AddSingleton<IErrorQueue, RabbitErrorQueue>();
            builder.Services.AddSingleton<IQueueCounts, RabbitQueueCounts>();
        }
        else
        {
            builder.Services.AddSingleton<IErrorQueue, LocalErrorQueue>();
            builder.Services.AddSingleton<IQueueCounts, LocalQueueCounts>();
        }

        return builder;
    }
}
