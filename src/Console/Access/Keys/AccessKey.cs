using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>A key, as it is listed: without anything that would open the Console.</summary>
public sealed record AccessKey
{
    public required string Name { get; init; }

    /// <summary><c>read</c>, <c>submit</c> or <c>admin</c>.</summary>
    public required string Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>From when on it is refused; absent for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since when it is refused; absent where it was not revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Within a minute; absent for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    internal static AccessKey Of(AccessKeyRecord record, DateTimeOffset? lastUsed) => new()
    {
        Name = record.Name,
        Scope = record.Scope,
        CreatedAt = record.CreatedAt,
        CreatedBy = record.CreatedBy,
        ExpiresAt = record.ExpiresAt,
        RevokedAt = record.RevokedAt,
        LastUsedAt = lastUsed,
    };
}
