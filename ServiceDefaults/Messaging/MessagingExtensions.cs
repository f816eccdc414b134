using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

public static class MessagingExtensions
{
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
            if (broker is null)
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
            else
                bus.UsingRabbitMq((context, rabbit) => rabbit.UseBroker(broker, context));
        });

        // A consumer gets its time to finish before the host gives up on the bus.
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = true;
            options.StopTimeout = TimeSpan.FromSeconds(25);
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return builder;
    }
}
