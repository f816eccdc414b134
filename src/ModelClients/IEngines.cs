using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.ModelClients;

/// <summary>The engines behind the endpoints of the configuration, by the endpoint's name.</summary>
public interface IEngines
{
    /// <exception cref="InputException">No endpoint has this name; the message lists those that exist and says how to add one.</exception>
    IEngine Get(string endpoint);
}
