namespace EmergentMisalignment.Sweeps.Working;

/// <summary>A piece of work as a message asks for it.</summary>
/// <param name="Sweep">The sweep that asked.</param>
/// <param name="Name">The name of the shard, recipe or model: equal work has equal names, whoever asks.</param>
/// <param name="Queue">The queue it came through.</param>
public sealed record WorkItem(string Sweep, string Name, string Queue);
