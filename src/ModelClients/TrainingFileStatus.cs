namespace EmergentMisalignment.ModelClients;

/// <summary>Whether an uploaded file can be trained on.</summary>
public enum TrainingFileStatus
{
    /// <summary>It can.</summary>
    Ready,

    /// <summary>Not yet: Azure takes a job only after it has read the file.</summary>
    Processing,

    /// <summary>Never: the endpoint has refused what is in it.</summary>
    Refused,
}
