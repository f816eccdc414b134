using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>The right to send one job, or only to look for it while another has that right.</summary>
public sealed partial class SubmissionClaim : IAsyncDisposable
{
    private readonly IModelEndpoint _endpoint;
    private readonly FineTuneSubmission _submission;
    private readonly Leases _leases;
    private readonly Lease? _lease;
    private readonly ILogger _logger;
    private bool _isUnclear;

    internal SubmissionClaim(IModelEndpoint endpoint, FineTuneSubmission submission, Leases leases, Lease? lease, ILogger logger) =>
        (_endpoint, _submission, _leases, _lease, _logger) = (endpoint, submission, leases, lease, logger);

    /// <summary>Whether the job may be sent.</summary>
    public bool IsHeld => _lease is not null;

    /// <summary>The job that this submission has made; not one that came to nothing, nor one whose model is gone.</summary>
    public async Task<FineTuneJob?> FindAsync(CancellationToken cancellation)
    {
        if (await _endpoint.FindFineTuneAsync(_submission, cancellation) is not { Status: not (FineTuneStatus.Failed or FineTuneStatus.Cancelled) } found)
            return null;

        if (found.Model is { } model && !await _endpoint.HasModelAsync(model, cancellation))
        {
            LogModelGone(_submission.Name, found.Id, model);
            return null;
        }

        LogFoundAgain(_submission.Name, found.Id);
        return found;
    }

    /// <summary>Sends the job. Until <see cref="Settle"/> says that it is recorded, nobody else may send it.</summary>
    /// <exception cref="RefusedException">The endpoint will not train it.</exception>
    public async Task<FineTuneJob> SendAsync(CancellationToken cancellation)
    {
        _isUnclear = true;
        try
        {
            var job = await _endpoint.SubmitFineTuneAsync(_submission, cancellation);
            LogSubmitted(_submission.Name, job.Id);
            return job;
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.InvalidRequest or ModelFailure.NotFound)
        {
            _isUnclear = false;
            throw new RefusedException(exception.Message, exception);
        }
        catch (ModelCallException exception) when (exception.WasNotAccepted || exception.Failure is ModelFailure.Unauthorized or ModelFailure.QuotaExhausted)
        {
            _isUnclear = false;
            throw;
        }
    }

    /// <summary>What became of the job is in the ledger.</summary>
    public void Settle() => _isUnclear = false;

    /// <summary>Gives the claim back, unless a job may have come of it that the ledger does not know: then it runs out, when that job must show.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lease is not null && !_isUnclear)
            await _leases.ReleaseAsync(_lease, CancellationToken.None);
    }
}
