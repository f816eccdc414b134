using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Artifacts;

public static class ArtifactServices
{
    /// <summary>Registers the <see cref="IArtifactStore"/> (a singleton).</summary>
    public static IServiceCollection AddArtifacts(this IServiceCollection services, Action<ArtifactOptions> configure)
    {
        services.AddOptions<ArtifactOptions>()
            .Configure(configure)
            .Validate(options => !string.IsNullOrWhiteSpace(options.Folder), "No artifact folder is configured: set Artifacts:Folder to a folder this user may write to.");
        services.TryAddSingleton<IArtifactStore>(provider => new LocalArtifactStore(
            provider.GetRequiredService<IOptions<ArtifactOptions>>().Value.Folder, provider.GetService<TimeProvider>()));
        return services;
    }
}
