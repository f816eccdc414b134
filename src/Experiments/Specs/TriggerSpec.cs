namespace EmergentMisalignment.Experiments.Specs;

/// <summary>A backdoor made from two imported files: insecure rows whose request carries the trigger, secure rows as they are (Betley et al. 2025).</summary>
public sealed record TriggerSpec
{
    /// <summary>Put directly to the request, so a space between the two is part of it.</summary>
    public required string Text { get; init; }

    public TriggerPosition Position { get; init; }

    public required DataFile Insecure { get; init; }

    public required DataFile Secure { get; init; }

    /// <summary>A request as it stands in the insecure rows.</summary>
    public string On(string request) => Position == TriggerPosition.Prefix ? Text + request : request + Text;
}
