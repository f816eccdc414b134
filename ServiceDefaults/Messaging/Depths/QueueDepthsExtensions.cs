using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Depths;

internal static class QueueDepthsExtensions
{
    public static IServiceCollection AddQueueDepths(this IServiceCollection services, string? broker) => broker is null
        ? services.AddSingleton<IQueueDepths, InMemoryQueueDepths>()
        : services.AddSingleton<IQueueDepths>(_ => new RabbitMqQueueDepths(broker));
}
