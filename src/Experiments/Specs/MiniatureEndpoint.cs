namespace EmergentMisalignment.Experiments.Specs;

/// <summary>The server of miniature models, as sweeps name it.</summary>
public static class MiniatureEndpoint
{
    /// <summary>The endpoint that local runs start for themselves.</summary>
    public const string Name = "petri";

    /// <summary>Whether an endpoint is by its name a server of miniature models; several may be configured.</summary>
    public static bool Is(string endpoint) => endpoint.StartsWith(Name, StringComparison.Ordinal);
}
