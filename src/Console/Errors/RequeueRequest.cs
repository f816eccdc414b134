namespace EmergentMisalignment.Console.Errors;

/// <summary>Which messages are to be tried again: those named, or all; of one sweep, or of any.</summary>
public sealed record RequeueRequest
{
    /// <summary>The messages' ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>All messages, instead of some by their ids.</summary>
    public bool All { get; init; }

    /// <summary>Only messages of this sweep.</summary>
    public string? Sweep { get; init; }
}
