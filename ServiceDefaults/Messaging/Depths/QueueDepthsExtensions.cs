using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

internal static class QueueDepthsExtensions
{
    public static IServiceCollection AddQueueDepths(this IServiceCollection services, string? broker) => broker is null
        ? services.AddSingleton<IQueueDepths, InMemoryQueueDepths>()
        : services.AddSingleton(new BrokerConnector(new Uri(broker))).AddSingleton<IQueueDepths, RabbitMqQueueDepths>();
}
