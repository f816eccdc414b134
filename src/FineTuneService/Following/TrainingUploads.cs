using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>
/// Brings a dataset to an endpoint once, whichever of its models, sweeps and processes wants it first. The ledger remembers the file; one that the provider has
/// deleted since is brought again, and one that was uploaded before a crash is found by its name, which is the hash of its content.
/// </summary>
public sealed partial class TrainingUploads(
    Documents documents, Leases leases, IArtifactStore artifacts, IOptions<FineTuneOptions> options, TimeProvider time, ILogger<TrainingUploads> logger)
{
    /// <returns>The endpoint's id of the file; null while another process brings it, or the endpoint is still reading it.</returns>
    /// <exception cref="RefusedException">The endpoint has read the file and will not train on it.</exception>
    public async Task<string?> BringAsync(IModelEndpoint endpoint, string sha256, CancellationToken cancellation)
    {
        var name = $"{LedgerKeys.Upload(endpoint.Options.Place, sha256)}";
        if (await KnownAsync(endpoint, name, cancellation) is { } known)
            return Ready(endpoint, known);

        if (await leases.TryTakeAsync(name, Environment.MachineName, options.Value.UploadLease, cancellation) is not { } taken)
            return null;

        await using var lease = HeldLease.Keep(leases, taken, options.Value.UploadLease, time, cancellation);
        var file = await KnownAsync(endpoint, name, lease.Held) ?? await FindOrUploadAsync(endpoint, sha256, lease.Held);
        await documents.PutAsync(name, new UploadRecord(file.Id, time.GetUtcNow()), LedgerJson.Default.UploadRecord, lease.Held);
        return Ready(endpoint, file);
    }

    private async Task<TrainingFile?> KnownAsync(IModelEndpoint endpoint, string name, CancellationToken cancellation)
    {
        if (await documents.GetAsync(name, LedgerJson.Default.UploadRecord, cancellation) is not { } upload)
            return null;

        var file = await endpoint.GetTrainingFileAsync(upload.File, cancellation);
        if (file is null)
            LogGone(endpoint.Name, upload.File);

        return file;
    }

    private async Task<TrainingFile> FindOrUploadAsync(IModelEndpoint endpoint, string sha256, CancellationToken cancellation)
    {
        var name = $"{sha256}.jsonl";
        if (await endpoint.FindTrainingFileAsync(name, cancellation) is { } found)
            return found;

        await using var dataset = await artifacts.OpenAsync(sha256, cancellation);
        var id = await endpoint.UploadTrainingFileAsync(name, dataset, cancellation);
        return await endpoint.GetTrainingFileAsync(id, cancellation) ?? new TrainingFile(id, name, TrainingFileStatus.Processing);
    }

    private static string? Ready(IModelEndpoint endpoint, TrainingFile file) => file.Status switch
    {
        TrainingFileStatus.Ready => file.Id,
        TrainingFileStatus.Refused => throw new RefusedException($"endpoint {endpoint.Name} refused the training file {file.Id}: {file.Problem ?? "it does not say why"}"),
        _ => null,
    };
}
