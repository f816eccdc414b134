namespace EmergentMisalignment.Console.Errors;

/// <summary>What became of the messages.</summary>
public sealed record RequeueAnswer
{
    /// <summary>Messages whose work the Coordinator asks for afresh, as far as it is still missing.</summary>
    public required int AskedAgain { get; init; }

    /// <summary>Messages that went back to the queues they came from.</summary>
    public required int Returned { get; init; }

    /// <summary>The sweeps that have work tried again.</summary>
    public required IReadOnlyList<string> Sweeps { get; init; }

    /// <summary>What stayed, a sentence each.</summary>
    public required IReadOnlyList<string> Stayed { get; init; }
}
