namespace EmergentMisalignment.Ledger.Records;

/// <summary>A key that lets its bearer use the Console. The key itself is shown once, when it is made, and kept nowhere.</summary>
public sealed record AccessKeyRecord
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>read</c>, <c>submit</c> or <c>admin</c>.</summary>
    public required string Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Null for a key that stays good until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
