namespace EmergentMisalignment.ModelClients.Wire;

internal sealed record FilePage(FileItem[]? Data, bool HasMore) : IPage<FileItem>;

/// <summary>An uploaded file.</summary>
internal sealed record FileItem(string Id, string? Filename, string? Purpose, string? Status, string? StatusDetails)
{
    public TrainingFile ToFile(EndpointOptions endpoint) =>
        new(Id, Filename ?? "", StatusOf(Status), string.IsNullOrEmpty(StatusDetails) ? null : endpoint.WithoutKey(StatusDetails));

    // OpenAI takes a job on a file that is only uploaded and reads it then; Azure says "pending" and "running" until it has read it, and takes none.
    private static TrainingFileStatus StatusOf(string? status) => status switch
    {
        "error" or "failed" or "deleted" or "deleting" => TrainingFileStatus.Refused,
        "pending" or "running" or "notRunning" => TrainingFileStatus.Processing,
        _ => TrainingFileStatus.Ready,
    };
}
