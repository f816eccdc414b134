using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Unit.Console;

/// <summary>A configuration with one endpoint.</summary>
internal sealed class KnownEndpoints(IModelEndpoint only) : IModelEndpoints
{
    public IReadOnlyCollection<string> Names => [only.Name];

    public IModelEndpoint Get(string name) => name == only.Name ? only : throw new InputException($"endpoint {name} is not configured", null, null, name);
}
