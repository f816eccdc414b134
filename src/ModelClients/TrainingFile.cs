namespace EmergentMisalignment.ModelClients;

/// <summary>An uploaded fine-tuning data set as the endpoint reports it.</summary>
/// <param name="Id">The file's id.</param>
/// <param name="Name">The name it was uploaded under.</param>
/// <param name="Status">Whether it can be trained on.</param>
/// <param name="Problem">Why it cannot, where the endpoint says.</param>
public sealed record TrainingFile(string Id, string Name, TrainingFileStatus Status, string? Problem = null);
