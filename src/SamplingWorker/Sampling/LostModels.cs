using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>Fine-tuned models that their provider no longer has.</summary>
public sealed class LostModels(Documents documents, TimeProvider time)
{
    /// <summary>Ends the model's fine-tune as failed, with the cause and what to do: submitting the sweep anew forgets failed models, and the job whose model is gone is not found again.</summary>
    public async Task RecordAsync(IModelEndpoint endpoint, string model, string providerModel, CancellationToken cancellation)
    {
        var key = LedgerKeys.Model(model);
        while (await documents.GetVersionedAsync(key, LedgerJson.Default.ModelRecord, cancellation) is { Value.Status: ModelStatus.Ready } record)
        {
            // Trained anew since the question was asked.
            if (record.Value.ProviderModel != providerModel && record.Value.Checkpoints?.Any(kept => kept.ProviderModel == providerModel) != true)
                return;

            var failed = record.Value with
            {
                Status = ModelStatus.Failed,
                Error = $"endpoint {endpoint.Name} no longer has {providerModel}, which was deleted or has expired: submit the sweep again to have it trained anew; what it has answered is kept",
                At = time.GetUtcNow(),
            };
            if (await documents.TryReplaceAsync(key, failed, record.Version, LedgerJson.Default.ModelRecord, cancellation))
                return;
        }
    }
}
