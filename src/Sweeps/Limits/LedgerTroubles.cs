using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients.Health;

namespace EmergentMisalignment.Sweeps.Limits;

/// <summary>The ledger as the place where workers tell that an endpoint fails.</summary>
internal sealed class LedgerTroubles(Documents documents, TimeProvider time) : ITroubleBoard
{
    public Task PutAsync(EndpointTrouble trouble, CancellationToken cancellationToken) =>
        documents.PutAsync(
            LedgerKeys.EndpointTrouble(trouble.Endpoint), new EndpointTroubleRecord(trouble.Cause, trouble.Since, time.GetUtcNow()), LedgerJson.Default.EndpointTroubleRecord, cancellationToken);

    public Task ClearAsync(string endpoint, CancellationToken cancellationToken) => documents.RemoveAsync(LedgerKeys.EndpointTrouble(endpoint), cancellationToken);
}
