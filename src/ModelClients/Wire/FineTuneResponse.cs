namespace EmergentMisalignment.ModelClients.Wire;

/// <summary>A fine-tuning job. The SDK's own type leaves out the error.</summary>
internal sealed record FineTuneResponse
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public string? Model { get; init; }

    public string? FineTunedModel { get; init; }

    public string? TrainingFile { get; init; }

    /// <summary>Azure only; OpenAI shows it in the model's name alone.</summary>
    public string? Suffix { get; init; }

    public long? TrainedTokens { get; init; }

    public long? CreatedAt { get; init; }

    public long? FinishedAt { get; init; }

    public long? EstimatedFinish { get; init; }

    public ErrorDetail? Error { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public FineTuneJob ToJob(EndpointOptions endpoint) => new(Id, Parse(Status), Named(FineTunedModel), endpoint.WithoutKey(Problem()), TrainedTokens)
    {
        Deployment = endpoint.Kind is EndpointKind.Azure ? Named(Suffix) : null,
        Base = Model,
        TrainingFile = TrainingFile,
        CreatedAt = UnixTime.Of(CreatedAt),
        FinishedAt = UnixTime.Of(FinishedAt),
        EstimatedFinish = UnixTime.Of(EstimatedFinish),
    };

    /// <summary>The error with its code, by which a rejected file is known from a lack of machines.</summary>
    private string? Problem()
    {
        var code = Named(Error?.Code?.ToString());
        return Named(Error?.Message) is not { } message ? code : code is null ? message : $"{message} ({code})";
    }

    // Azure says "pending" and "notRunning"; a word nobody knows yet is taken for a job that has not ended.
    private static FineTuneStatus Parse(string status) => status switch
    {
        "validating_files" or "validating" => FineTuneStatus.ValidatingFiles,
        "queued" or "created" or "pending" or "notRunning" => FineTuneStatus.Queued,
        "paused" or "pausing" => FineTuneStatus.Paused,
        "succeeded" => FineTuneStatus.Succeeded,
        "failed" => FineTuneStatus.Failed,
        "cancelled" or "canceled" => FineTuneStatus.Cancelled,
        _ => FineTuneStatus.Running,
    };

    private static string? Named(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
