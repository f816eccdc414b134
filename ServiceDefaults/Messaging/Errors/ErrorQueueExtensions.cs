using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

public static class ErrorQueueExtensions
{
    /// <summary>The error queue, for those who operate: of RabbitMQ when <c>ConnectionStrings:messaging</c> is set, an empty one otherwise.</summary>
    /// <remarks>Needs the bus of the same container.</remarks>
    public static IHostApplicationBuilder AddErrorQueue(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("messaging") is null)
            builder.Services.AddSingleton<IErrorQueue, LocalErrorQueue>();
        else
            builder.Services.AddSingleton<IErrorQueue, RabbitErrorQueue>();

        return builder;
    }
}
