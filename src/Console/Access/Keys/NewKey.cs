namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>A key that was made just now: the only answer that ever holds one.</summary>
public sealed record NewKey
{
    public required string Name { get; init; }

    public required string Scope { get; init; }

    /// <summary>From when on it is refused; absent for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What its bearer sends as <c>Authorization: Bearer</c>.</summary>
    public required string Key { get; init; }
}
