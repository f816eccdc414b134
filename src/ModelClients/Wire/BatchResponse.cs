using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A batch.</summary>
internal sealed record BatchResponse
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public required string InputFileId { get; init; }

    public string? OutputFileId { get; init; }

    public string? ErrorFileId { get; init; }

    public long? CreatedAt { get; init; }

    public long? ExpiresAt { get; init; }

    public BatchCounts? RequestCounts { get; init; }

    public BatchErrors? Errors { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public ModelBatch ToBatch(EndpointOptions endpoint) => new(Id, Parse(Status))
    {
        InputFile = InputFileId,
        OutputFile = Named(OutputFileId),
        ErrorFile = Named(ErrorFileId),
        CreatedAt = UnixTime.Of(CreatedAt),
        ExpiresAt = UnixTime.Of(ExpiresAt),
        Total = RequestCounts?.Total ?? 0,
        Completed = RequestCounts?.Completed ?? 0,
        Failed = RequestCounts?.Failed ?? 0,
        ErrorCode = Errors?.Data is [{ Code: var code }, ..] ? endpoint.WithoutKey(Named(code)) : null,
        Error = Errors?.Data is [var first, ..] ? endpoint.WithoutKey(Sentence(first)) : null,
        Metadata = Metadata ?? [],
    };

    // A word nobody knows yet is taken for a batch that has not ended.
    private static BatchStatus Parse(string status) => status switch
    {
        "validating" => BatchStatus.Validating,
        "finalizing" => BatchStatus.Finalizing,
        "completed" => BatchStatus.Completed,
        "failed" => BatchStatus.Failed,
        "expired" => BatchStatus.Expired,
        "cancelling" => BatchStatus.Cancelling,
        "cancelled" or "canceled" => BatchStatus.Cancelled,
        _ => BatchStatus.InProgress,
    };

    private static string? Sentence(BatchError error) => Named(error.Line is { } line ? $"line {line}: {error.Message}" : error.Message);

    private static string? Named(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

internal sealed record BatchCounts(int Total, int Completed, int Failed);

internal sealed record BatchErrors(BatchError[]? Data);

internal sealed record BatchError(string? Code, string? Message, int? Line);
