namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>A call that waits for its turn.</summary>
internal sealed class RateTurn(long tokens) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>What it may take.</summary>
    public long Tokens { get; } = tokens;
}
