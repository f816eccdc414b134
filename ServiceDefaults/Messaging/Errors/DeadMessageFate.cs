namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>What is to become of a message in the error queue.</summary>
public enum DeadMessageFate
{
    /// <summary>It stays where it is.</summary>
    Stay,

    /// <summary>It has served: what it asked for is seen to in another way.</summary>
    Remove,

    /// <summary>It goes back to the queue it came from.</summary>
    Return,
}
