namespace EmergentMisalignment.Ledger.Records;

/// <summary>Who did what: never what was in it.</summary>
public sealed record AuditRecord
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The name of a key, or of a person with what their provider knows them by; <c>local</c> where nobody is asked.</summary>
    public required string Who { get; init; }

    /// <summary>How they said so: <c>Local</c>, <c>ApiKey</c> or <c>OpenIdConnect</c>.</summary>
    public required string By { get; init; }

    /// <summary>Such as <c>submit</c>, <c>cancel</c> or <c>keys.create</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The name of the sweep, key, message or file; null where there is none.</summary>
    public string? On { get; init; }

    /// <summary>The HTTP status that they got: below 400 it was done, else refused or failed.</summary>
    public required int Status { get; init; }
}
