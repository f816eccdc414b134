using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>
/// Sees to it that a job is submitted once. Providers know no idempotency keys, so a claim in the ledger does it. Whoever holds it looks for the job and, if there
/// is none, sends it before a moment that was fixed when it claimed. The claim outlives that moment by as long as a job may take to show, and only a holder who
/// knows the outcome gives it back sooner. So nobody sends while another's job may still come, whether that other one is slow, stopped in the middle or dead.
/// </summary>
public sealed class FineTuneSubmitter(Leases leases, IOptions<FineTuneOptions> options, TimeProvider time, ILogger<SubmissionClaim> logger)
{
    /// <summary>Claims a submission; the claim says whether it is held.</summary>
    public async Task<SubmissionClaim> ClaimAsync(IModelEndpoint endpoint, FineTuneSubmission submission, CancellationToken cancellation)
    {
        // The moment is fixed before the claim, so that the claim can only outlive it by more.
        var notAfter = time.GetUtcNow() + options.Value.SubmitWithin;
        var lease = await leases.TryTakeAsync(
            $"fine-tune:{endpoint.Options.Place}:{submission.Name}", Environment.MachineName, options.Value.SubmitWithin + options.Value.ShowsAfter, cancellation);
        return new SubmissionClaim(endpoint, submission with { NotAfter = notAfter }, leases, lease, logger);
    }
}
