using System.Collections.Frozen;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients.Configuration;
using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.ModelClients.Limits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients;

internal sealed class ModelEndpoints(
    IConfiguration configuration, ModelClientInstruments instruments, ILoggerFactory loggers, TimeProvider clock, ISharedBudgets? budgets = null,
    ITroubleBoard? troubles = null)
    : IModelEndpoints, IEngines, IDisposable
{
    private readonly FrozenDictionary<string, ModelEndpoint> _endpoints = EndpointReader.Read(configuration)
        .ToFrozenDictionary(options => options.Name, options => new ModelEndpoint(options, instruments, loggers, clock, budgets, troubles), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Names => _endpoints.Keys;

    IModelEndpoint IModelEndpoints.Get(string name) => Get(name);

    IEngine IEngines.Get(string endpoint) => Get(endpoint).Engine;

    public ModelEndpoint Get(string name)
    {
        if (_endpoints.TryGetValue(name, out var endpoint))
            return endpoint;
        var known = _endpoints.Count == 0 ? "none is configured" : $"configured are {string.Join(", ", _endpoints.Keys.Order(StringComparer.Ordinal))}";
        throw new InputException(
            $"endpoint {name} is not configured ({known}): add it as Endpoints:{name}:Url with Endpoints:{name}:Kind.",
            file: null, line: null, key: $"Endpoints:{name}");
    }

    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Values)
            endpoint.Dispose();
    }
}
