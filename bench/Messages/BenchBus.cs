using EmergentMisalignment.ServiceDefaults.Messaging;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.Bench.Messages;

/// <summary>The services' own bus with consumers that only count: in memory, or through a broker with its quorum queues, confirms and dead letters.</summary>
internal sealed class BenchBus : IAsyncDisposable
{
    private readonly IHost _host;

    private BenchBus(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public Arrivals Arrivals => _host.Services.GetRequiredService<Arrivals>();

    /// <param name="consumers">Registers a <see cref="CountingConsumer{T}"/> for each message.</param>
    /// <param name="broker">RabbitMQ's address; null for a bus in memory.</param>
    public static async Task<BenchBus> StartAsync(Action<IBusRegistrationConfigurator> consumers, string? broker = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:messaging", broker)]);
        builder.Services.AddSingleton<Arrivals>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddConsumers(consumers);
        builder.AddMessageBus();
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, CancellationToken.None);
        return new BenchBus(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
