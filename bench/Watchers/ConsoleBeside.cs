using EmergentMisalignment.Console;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Bench.Watchers;

/// <summary>A Console in this process over a pipeline's ledger, on loopback.</summary>
internal sealed class ConsoleBeside(WebApplication app) : IAsyncDisposable
{
    public string Url => app.Urls.Single();

    public static async Task<ConsoleBeside> StartAsync(IServiceProvider pipeline, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(pipeline.GetRequiredService<IConfiguration>());
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        builder.AddConsole();
        builder.AddMessageBus();
        var app = builder.Build();
        app.MapConsole().MapServiceDefaults();
        await app.StartAsync(cancellation);
        return new ConsoleBeside(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
