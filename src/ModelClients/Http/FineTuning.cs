using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Fine-tuning jobs, their events and checkpoints.</summary>
internal sealed class FineTuning(EndpointOptions options, EndpointWire wire, CallPipeline pipeline, TimeProvider clock)
{
    private const string Jobs = "fine_tuning/jobs";
    private const string Submission = "the submission of a fine-tune";

    private readonly PagedWire _pages = new(wire, pipeline);

    public async Task<FineTuneJob> SubmitAsync(FineTuneSubmission submission, CancellationToken cancellationToken)
    {
        if (options.Kind is not EndpointKind.Petri && FineTuneRequest.IsBeyondOpenAI(submission))
        {
            throw new ModelCallException(
                ModelFailure.InvalidRequest,
                $"endpoint {options.Name} ({options.Kind}) has no learning_rate, rank, alpha or checkpoint_every: leave them out, or use learning_rate_multiplier");
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(FineTuneRequest.Of(submission, options.Kind), WireJson.Default.FineTuneRequest);
        using var limit = new CancellationTokenSource(Remaining(submission.NotAfter), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var job = await pipeline.RunOnceAsync(Submission, static (state, token) => state.Self.PostAsync(state.body, state.NotAfter, token), (Self: this, body, submission.NotAfter), either.Token)
                .ConfigureAwait(false);
            return job.ToJob(options);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFailure.Timeout, $"endpoint {options.Name} gave no whole answer to {Submission} in the time it had");
        }
    }

    public async Task<FineTuneJob> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await _pages.GetAsync(JobPath(jobId), "the look-up of a fine-tune", WireJson.Default.FineTuneResponse, cancellationToken).ConfigureAwait(false);
        return job.ToJob(options);
    }

    public async Task<FineTuneJob?> FindAsync(FineTuneSubmission submission, CancellationToken cancellationToken)
    {
        var filter = FineTuneRequest.FilterOf(submission, options.Kind);
        var jobs = _pages.PagesAsync(Jobs, filter, "the search for a fine-tune", WireJson.Default.FineTunePage, static (FineTuneResponse job) => job.Id, cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            if (FineTuneRequest.HasMade(submission, options.Kind, job))
                return job.ToJob(options);
        }

        return null;
    }

    public async Task CancelAsync(string jobId, CancellationToken cancellationToken) =>
        await pipeline.RunAsync(
            "the cancellation of a fine-tune",
            static (state, token) => state.wire.PostAsync(
                $"{JobPath(state.jobId)}/cancel", null, "the cancellation of a fine-tune", WireJson.Default.FineTuneResponse, token),
            (wire, jobId), cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<FineTuneEvent> EventsAsync(string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = _pages.PagesAsync($"{JobPath(jobId)}/events", "", "a fine-tune's events", WireJson.Default.EventPage, static (EventItem item) => item.Id, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            yield return new FineTuneEvent(
                item.Id, DateTimeOffset.FromUnixTimeSeconds(item.CreatedAt), item.Level ?? "info", options.WithoutKey(item.Message) ?? "",
                item.Data?.Step, item.Data?.TotalSteps, item.Data?.TrainLoss);
        }
    }

    public async Task<IReadOnlyList<FineTuneCheckpoint>> CheckpointsAsync(string jobId, CancellationToken cancellationToken)
    {
        var checkpoints = new List<FineTuneCheckpoint>();
        var items = _pages.PagesAsync(
            $"{JobPath(jobId)}/checkpoints", "", "a fine-tune's checkpoints", WireJson.Default.CheckpointPage, static (CheckpointItem item) => item.Id, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            checkpoints.Add(new FineTuneCheckpoint(
                item.Id, item.StepNumber, item.FineTunedModelCheckpoint ?? throw new MalformedAnswerException("a checkpoint has no model"),
                item.Metrics?.TrainLoss, UnixTime.Of(item.CreatedAt)));
        }

        checkpoints.Sort(static (a, b) => a.Step.CompareTo(b.Step));
        return checkpoints;
    }

    /// <summary>A timer may fire late in a process that was stopped for a while, so the clock is asked right before anything is sent.</summary>
    private ValueTask<FineTuneResponse> PostAsync(byte[] body, DateTimeOffset notAfter, CancellationToken cancellationToken) => clock.GetUtcNow() > notAfter
        ? throw new ModelCallException(ModelFailure.Timeout, $"endpoint {options.Name} was not sent {Submission}: its turn came too late")
        : wire.PostAsync(Jobs, BinaryContent.Create(BinaryData.FromBytes(body)), Submission, WireJson.Default.FineTuneResponse, cancellationToken);

    private TimeSpan Remaining(DateTimeOffset notAfter)
    {
        if (notAfter == DateTimeOffset.MaxValue)
            return Timeout.InfiniteTimeSpan;
        var left = notAfter - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static string JobPath(string jobId) => $"{Jobs}/{Uri.EscapeDataString(jobId)}";
}
