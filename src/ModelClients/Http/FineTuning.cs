using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Fine-tuning jobs, their events and checkpoints.</summary>
internal sealed class FineTuning(EndpointOptions options, EndpointWire wire, CallPipeline pipeline)
{
    private const string Jobs = "fine_tuning/jobs";

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
        var job = await pipeline.RunOnceAsync(
            "the submission of a fine-tune",
            static (state, token) => state.wire.PostAsync(
                Jobs, BinaryContent.Create(BinaryData.FromBytes(state.body)), "the submission of a fine-tune", WireJson.Default.FineTuneResponse, token),
            (wire, body), cancellationToken).ConfigureAwait(false);
        return job.ToJob();
    }

    public async Task<FineTuneJob> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = await _pages.GetAsync(JobPath(jobId), "the look-up of a fine-tune", WireJson.Default.FineTuneResponse, cancellationToken).ConfigureAwait(false);
        return job.ToJob();
    }

    public async Task<FineTuneJob?> FindAsync(string metadataKey, string metadataValue, CancellationToken cancellationToken)
    {
        // OpenAI filters on its side; whoever does not know the parameter returns everything, so the answer is filtered here as well.
        var filter = options.Kind is EndpointKind.Azure ? "" : $"&metadata[{Uri.EscapeDataString(metadataKey)}]={Uri.EscapeDataString(metadataValue)}";
        var jobs = _pages.PagesAsync(Jobs, filter, "the search for a fine-tune", WireJson.Default.FineTunePage, static (FineTuneResponse job) => job.Id, cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            if (job.Metadata is not null && job.Metadata.TryGetValue(metadataKey, out var value) && value == metadataValue)
                return job.ToJob();
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
                item.Id, DateTimeOffset.FromUnixTimeSeconds(item.CreatedAt), item.Level ?? "info", item.Message ?? "",
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

    private static string JobPath(string jobId) => $"{Jobs}/{Uri.EscapeDataString(jobId)}";
}
