namespace EmergentMisalignment.Sweeps.Working;

/// <summary>How a piece of work ended that nothing was wrong with.</summary>
public enum WorkOutcome
{
    /// <summary>Done: say so to whoever comes next.</summary>
    Done,

    /// <summary>This process is asked to stop and has not finished: put the message back for another.</summary>
    HandedBack,

    /// <summary>What it needs is away. The Coordinator asks again when it has rested; the message has served.</summary>
    Resting,

    /// <summary>Its sweep is paused or cancelled, or what it asks for cannot be had any more; the message has served.</summary>
    Dropped,
}
