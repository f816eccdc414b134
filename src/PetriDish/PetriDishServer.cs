using EmergentMisalignment.ServiceDefaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EmergentMisalignment.PetriDish;

/// <summary>A PetriDish inside another process, with a web host of its own.</summary>
public sealed class PetriDishServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _stopped;

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
        // Deaf to the process's environment, files and signals: those are for the host around it.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        logging(builder.Logging);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>().AddRoutingCore().AddHealthChecks();
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
        if (Interlocked.Exchange(ref _stopped, true)) return;
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Leaves Ctrl-C to the owner, who stops this server when it is done with it.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
