namespace EmergentMisalignment.ModelClients;

/// <summary>A fine-tune as the endpoint reports it.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Model">The new model's name, once it has succeeded.</param>
/// <param name="Error">Why it failed, in the endpoint's words and with its code.</param>
/// <param name="TrainedTokens">Tokens billed, once known.</param>
public sealed record FineTuneJob(string Id, FineTuneStatus Status, string? Model, string? Error, long? TrainedTokens)
{
    /// <summary>At Azure the name under which the model has to be deployed before it answers: names of models are longer than those of deployments may be.</summary>
    public string? Deployment { get; init; }

    public string? Base { get; init; }

    public string? TrainingFile { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? EstimatedFinish { get; init; }

    public bool HasEnded => Status is FineTuneStatus.Succeeded or FineTuneStatus.Failed or FineTuneStatus.Cancelled;
}
