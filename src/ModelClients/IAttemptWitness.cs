namespace EmergentMisalignment.ModelClients;

/// <summary>Stands beside a call and is told of each of its attempts: one whose answer is lost may have cost money all the same.</summary>
public interface IAttemptWitness
{
    /// <summary>An attempt is about to be made; what this throws ends the call instead.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>It failed. Another may follow.</summary>
    ValueTask FailedAsync(ModelCallException failure);
}
