namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>A message that nobody could consume, as far as it can be understood: it may be garbage.</summary>
public sealed record DeadMessage
{
    /// <summary>The message's own id, or a hash of its bytes where it has none.</summary>
    public required string Id { get; init; }

    /// <summary>The queue whose consumer failed; null when nothing says.</summary>
    public string? Queue { get; init; }

    /// <summary>The message's type, such as <c>SampleShard</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The sweep that asked.</summary>
    public string? Sweep { get; init; }

    /// <summary>The name of the shard, recipe or model that it is about.</summary>
    public string? Work { get; init; }

    /// <summary>Why it is here, in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>The exception of its consumer; null when the consumer died without one.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>When it came here.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How often its consumer tried; null when nothing says.</summary>
    public long? Attempts { get; init; }

    /// <summary>The beginning of its body as text.</summary>
    public required string Body { get; init; }
}
