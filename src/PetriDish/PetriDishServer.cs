using EmergentMisalignment.ServiceDefaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EmergentMisalignment.PetriDish;

/// <summary>A PetriDish inside another process, with a web host of its own.</summary>
public sealed class PetriDishServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PetriDishServer(WebApplication app)
    {
        _app = app;
        BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens; OpenAI clients take this with <c>/v1</c> as their endpoint.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts one that logs nowhere.</summary>
    /// <exception cref="InvalidOperationException">Another server uses the data folder, or the address is open to others and there is no API key.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static Task<PetriDishServer> StartAsync(PetriDishOptions options, CancellationToken cancellationToken = default) =>
        StartAsync(options, _ => { }, cancellationToken);

    /// <summary>Starts one that logs to where <paramref name="logging"/> says.</summary>
    /// <exception cref="InvalidOperationException">Another server uses the data folder, or the address is open to others and there is no API key.</exception>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<PetriDishServer> StartAsync(PetriDishOptions options, Action<ILoggingBuilder> logging, CancellationToken cancellationToken = default)
    {
        // Slim, and deaf to the process's environment and files: those configure the host around it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(PetriDishServer).Assembly.GetName().Name });
        builder.Configuration.Sources.Clear();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.ClearProviders();
        logging(builder.Logging);
        builder.Services.AddHealthChecks();
        builder.AddPetriDish(options);
        var app = builder.Build();
        app.MapPetriDish().MapServiceDefaults();
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops it: requests under way end, training stops after its step and starts again next time.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
