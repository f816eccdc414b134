namespace EmergentMisalignment.Sweeps.Working;

/// <summary>How long work is held, and how long it rests.</summary>
public sealed class WorkOptions
{
    public const string Section = "Work";

    /// <summary>
    /// How long a worker's claim to a piece of work outlives its last sign of life. Longer makes work of a killed process wait; too short, and a process
    /// that only paused finds its work being done a second time.
    /// </summary>
    public TimeSpan HeldFor { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The first rest of work whose endpoint does not answer; each further one is twice as long. The call itself has already been tried for half a minute.</summary>
    public TimeSpan FirstRest { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest rest. Longer spares a provider that is down for hours; shorter goes on sooner when it is back.</summary>
    public TimeSpan LongestRest { get; set; } = TimeSpan.FromMinutes(2);
}
