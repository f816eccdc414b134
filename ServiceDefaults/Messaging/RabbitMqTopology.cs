using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

internal static class RabbitMqTopology
{
    /// <summary>
    /// Quorum queues with an explicit dead-letter exchange: without one, a message that crashes its consumer past the delivery limit is dropped in silence.
    /// </summary>
    public static void UseBroker(this IRabbitMqBusFactoryConfigurator rabbit, string broker, IBusRegistrationContext context)
    {
        rabbit.Host(new Uri(broker));
        rabbit.ConfigureEndpoints(context);
    }

    public static void UseQuorumQueues(this IBusRegistrationConfigurator bus) =>
        bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
        {
            if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
                return;

            rabbit.SetQuorumQueue();
            rabbit.BindDeadLetterQueue("dead-letters", "dead-letters", queue => queue.SetQuorumQueue());
        });
}
