using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.ModelClients.Configuration;

/// <summary>An <c>endpoints.yaml</c> as a source of configuration.</summary>
internal sealed class EndpointsFileSource(string file) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new EndpointsFileProvider(file);
}
