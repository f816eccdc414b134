using EmergentMisalignment.Contracts;
using EmergentMisalignment.ServiceDefaults.Messaging.Queues;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

public static class MessagingExtensions
{
    /// <summary>From SIGTERM to the last byte. A pod's grace period must be longer (infra/ keeps to it).</summary>
    public static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(60);

    /// <summary>Hands in a room's consumers; <see cref="AddMessageBus"/> builds the one bus from them.</summary>
    public static IHostApplicationBuilder AddConsumers(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        builder.Services.AddSingleton(new BusRegistration(configure));
        return builder;
    }

    /// <summary>
    /// Builds the bus: RabbitMQ when <c>ConnectionStrings:messaging</c> is set, in memory otherwise. Call it after the rooms are added.
    /// </summary>
    public static IHostApplicationBuilder AddMessageBus(this IHostApplicationBuilder builder)
    {
        var registrations = builder.Services
            .Where(service => service.ServiceType == typeof(BusRegistration))
            .Select(service => (BusRegistration)service.ImplementationInstance!)
            .ToList();
        var broker = builder.Configuration.GetConnectionString("messaging");

        builder.Services.AddMassTransit(bus =>
        {
            foreach (var registration in registrations)
                registration.Configure(bus);

            bus.UseQuorumQueues();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseHouseRules(context));
            if (broker is null)
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
            else
                bus.UsingRabbitMq((context, rabbit) => rabbit.UseBroker(broker, context));
        });
        builder.Services.AddQueues(broker);
        builder.AddShutdownOrder(isInMemory: broker is null);
        return builder;
    }

    private static void UseHouseRules(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new BusTroubleFilter());
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(new ErrorTransportFilter());
        });
        // What no consumer knows is an error like others: skipped instead, it would not say which queue it was found in.
        endpoint.ThrowOnSkippedMessages();
        endpoint.UseConsumeFilter(typeof(SuspectFilter<>), context);

        // A ledger that is away keeps all work waiting: messages are held for up to a quarter of an hour, half of what the broker allows, and then fail.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => exception is ITransientFailure { IsTransient: true });
            retry.Exponential(40, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(2));
        });
    }

    /// <summary>Consumers get their time to finish before the host gives up on the bus, and the host its time before the pod is killed.</summary>
    private static void AddShutdownOrder(this IHostApplicationBuilder builder, bool isInMemory)
    {
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            // A service without its broker must still answer /alive, or it would be restarted for another's fault.
            options.WaitUntilStarted = isInMemory;
            options.StopTimeout = ShutdownTime - TimeSpan.FromSeconds(5);
            options.ConsumerStopTimeout = ShutdownTime - TimeSpan.FromSeconds(10);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
    }
}
