using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.ModelClients;

/// <summary>The endpoints of the configuration, by name.</summary>
public interface IModelEndpoints
{
    IReadOnlyCollection<string> Names { get; }

    /// <exception cref="InputException">No endpoint has this name; the message lists those that exist and says how to add one.</exception>
    IModelEndpoint Get(string name);
}
