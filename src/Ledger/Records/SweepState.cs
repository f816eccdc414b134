namespace EmergentMisalignment.Ledger.Records;

/// <summary>Whether a sweep is looked after.</summary>
public enum SweepState
{
    /// <summary>The Coordinator asks for what is missing.</summary>
    Active,

    /// <summary>A person has stopped it for a while: nothing new is asked for, and queued work is dropped.</summary>
    Paused,

    /// <summary>A person has ended it. What was finished stays and is reused by whatever asks for the same.</summary>
    Cancelled,

    /// <summary>Nothing is left to ask for: all of it is finished, or has failed for good.</summary>
    Settled,
}
