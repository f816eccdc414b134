namespace EmergentMisalignment.AppHost.Pools;

/// <summary>A pool as one line of the dashboard, with its workers below it and the commands that concern them all.</summary>
internal sealed class PoolResource(string name) : Resource(name);
