namespace EmergentMisalignment.ModelClients;

/// <summary>A fine-tune as the endpoint reports it.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Model">The new model's name, once it has succeeded.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="TrainedTokens">Tokens billed, once known.</param>
public sealed record FineTuneJob(string Id, FineTuneStatus Status, string? Model, string? Error, long? TrainedTokens)
{
    public string? Base { get; init; }

    public string? TrainingFile { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? EstimatedFinish { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public bool HasEnded => Status is FineTuneStatus.Succeeded or FineTuneStatus.Failed or FineTuneStatus.Cancelled;
}
