namespace EmergentMisalignment.ModelClients;

/// <summary>Where a fine-tune stands.</summary>
public enum FineTuneStatus
{
    ValidatingFiles,
    Queued,
    Running,
    Paused,
    Succeeded,
    Failed,
    Cancelled,
}
