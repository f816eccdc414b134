using EmergentMisalignment.Contracts;
using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>
/// Quorum queues, and one place where every message ends that could not be handled: the queue <c>errors</c>. What a consumer fails on goes there with its
/// cause; what kills its consumer again and again goes there by way of the exchange <c>dead-letters</c>, where the Coordinator hears of it.
/// </summary>
/// <remarks>Works alike on RabbitMQ 3.10, which has no delivery limit unless told, and on 4.x, which drops messages silently at 20 deliveries unless told where to.</remarks>
internal static class RabbitMqTopology
{
    /// <summary>Deliveries before the broker gives a message up: many more than a pool's ordinary deaths, few enough to end a crash loop.</summary>
    private const int DeliveryLimit = 20;

    /// <summary>Looking at a message in <c>errors</c> is a delivery too, and must never be its last.</summary>
    private const int LooksLimit = 1_000_000;

    /// <summary>What a queue of commands or events is declared with.</summary>
    public static IDictionary<string, object?> WorkQueueArguments { get; } = new Dictionary<string, object?>
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = QueueNames.DeadLetters,
    };

    public static void UseBroker(this IRabbitMqBusFactoryConfigurator rabbit, string broker, IBusRegistrationContext context)
    {
        rabbit.Host(new Uri(broker));
        rabbit.SendTopology.ErrorQueueNameFormatter = OneErrorQueue.Formatter;
        rabbit.SendTopology.DeadLetterQueueNameFormatter = OneErrorQueue.Formatter;
        rabbit.SendTopology.ConfigureErrorSettings = KeepForLooks;
        rabbit.SendTopology.ConfigureDeadLetterSettings = KeepForLooks;
        rabbit.ConfigureEndpoints(context);
    }

    public static void UseQuorumQueues(this IBusRegistrationConfigurator bus) =>
        bus.AddConfigureEndpointsCallback((_, name, endpoint) =>
        {
            if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
                return;

            rabbit.SetQuorumQueue();
            rabbit.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            if (name != QueueNames.DeadLetters)
                rabbit.BindDeadLetterQueue(QueueNames.DeadLetters, QueueNames.Errors, KeepForLooks);
        });

    private static void KeepForLooks(IRabbitMqQueueBindingConfigurator queue)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", LooksLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", null);
    }
}
