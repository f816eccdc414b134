namespace EmergentMisalignment.ModelClients.Health;

/// <summary>Where processes tell people that an endpoint gives them nothing but failures, before the work that waits for it gives up.</summary>
public interface ITroubleBoard
{
    /// <summary>Puts it up, in place of what stood there about this endpoint.</summary>
    Task PutAsync(EndpointTrouble trouble, CancellationToken cancellationToken);

    /// <summary>Takes down what stands there about this endpoint: a call has succeeded.</summary>
    Task ClearAsync(string endpoint, CancellationToken cancellationToken);
}
