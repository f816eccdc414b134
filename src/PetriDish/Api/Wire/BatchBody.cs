using EmergentMisalignment.PetriDish.Batches;

namespace EmergentMisalignment.PetriDish.Api.Wire;

/// <summary>A batch.</summary>
internal sealed record BatchBody
{
    public string Object { get; } = "batch";

    public required string Id { get; init; }

    public required string Endpoint { get; init; }

    public required string? Model { get; init; }

    public required ListBody<BatchProblem>? Errors { get; init; }

    public required string InputFileId { get; init; }

    public string CompletionWindow { get; } = "24h";

    public required BatchStatus Status { get; init; }

    public required string? OutputFileId { get; init; }

    public required string? ErrorFileId { get; init; }

    public required long CreatedAt { get; init; }

    public required long? InProgressAt { get; init; }

    public required long? ExpiresAt { get; init; }

    public required long? FinalizingAt { get; init; }

    public required long? CompletedAt { get; init; }

    public required long? FailedAt { get; init; }

    public required long? ExpiredAt { get; init; }

    public required long? CancellingAt { get; init; }

    public required long? CancelledAt { get; init; }

    public required Counts RequestCounts { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Requests in all, those answered, and those in the error file.</summary>
    internal sealed record Counts(int Total, int Completed, int Failed);

    public static BatchBody Of(Batch batch) => new()
    {
        Id = batch.Id,
        Endpoint = batch.Endpoint,
        Model = batch.Model,
        Errors = batch.Problems.Count > 0 ? new(batch.Problems, null, null, false) : null,
        InputFileId = batch.InputFile,
        Status = batch.Status,
        OutputFileId = batch.OutputFile,
        ErrorFileId = batch.ErrorFile,
        CreatedAt = batch.CreatedAt.ToUnixTimeSeconds(),
        InProgressAt = batch.InProgressAt?.ToUnixTimeSeconds(),
        ExpiresAt = batch.ExpiresAt.ToUnixTimeSeconds(),
        FinalizingAt = batch.FinalizingAt?.ToUnixTimeSeconds(),
        CompletedAt = EndedAs(batch, BatchStatus.Completed),
        FailedAt = EndedAs(batch, BatchStatus.Failed),
        ExpiredAt = EndedAs(batch, BatchStatus.Expired),
        CancellingAt = batch.CancellingAt?.ToUnixTimeSeconds(),
        CancelledAt = EndedAs(batch, BatchStatus.Cancelled),
        RequestCounts = new(batch.Total, batch.Completed, batch.Failed),
        Metadata = batch.Metadata,
    };

    private static long? EndedAs(Batch batch, BatchStatus status) => batch.Status == status ? batch.EndedAt?.ToUnixTimeSeconds() : null;
}
