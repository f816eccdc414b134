namespace EmergentMisalignment.ModelClients.Batches;

/// <summary>Where a batch stands.</summary>
public enum BatchStatus
{
    Validating,
    InProgress,
    Finalizing,
    Cancelling,

    /// <summary>Served to its end; single requests may have failed.</summary>
    Completed,

    /// <summary>Not begun: something is wrong with its file, or too much is enqueued already.</summary>
    Failed,

    /// <summary>Its time ran out: what was served by then can be had, and is paid for.</summary>
    Expired,

    /// <summary>As <see cref="Expired"/>, at somebody's wish.</summary>
    Cancelled,
}
