using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Queues;

internal static class QueuesExtensions
{
    public static IServiceCollection AddQueues(this IServiceCollection services, string? broker) => broker is null
        ? services.AddSingleton<IQueues, InMemoryQueues>()
        : services.AddSingleton(new BrokerConnector(new Uri(broker))).AddSingleton<IQueues, RabbitMqQueues>();
}
