namespace EmergentMisalignment.ModelClients.Batches;

/// <summary>A batch as the endpoint reports it.</summary>
/// <param name="Id">The batch's id.</param>
/// <param name="Status">Where it stands.</param>
public sealed record ModelBatch(string Id, BatchStatus Status)
{
    /// <summary>The error code of a failed batch whose prompts would have been more tokens than the account may have enqueued: nothing is wrong with it.</summary>
    public const string TokenLimitExceeded = "token_limit_exceeded";

    public required string InputFile { get; init; }

    /// <summary>The answers' file, where there are answers.</summary>
    public string? OutputFile { get; init; }

    /// <summary>The file of requests that failed or were not come to, where there are such.</summary>
    public string? ErrorFile { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Requests in all; 0 until the file is read.</summary>
    public int Total { get; init; }

    /// <summary>Requests answered so far.</summary>
    public int Completed { get; init; }

    public int Failed { get; init; }

    /// <summary>The endpoint's word for why the batch failed as a whole.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why the batch failed as a whole, in the endpoint's words.</summary>
    public string? Error { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public bool HasEnded => Status is BatchStatus.Completed or BatchStatus.Failed or BatchStatus.Expired or BatchStatus.Cancelled;
}
