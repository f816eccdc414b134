namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>A key that is to be made.</summary>
public sealed record KeyRequest
{
    /// <summary>Whose it is: up to 64 letters, digits and <c>. _ - @</c>. The audit log names its bearer so.</summary>
    public required string Name { get; init; }

    /// <summary><c>read</c>, <c>submit</c> or <c>admin</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>From when on it is refused; absent for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
