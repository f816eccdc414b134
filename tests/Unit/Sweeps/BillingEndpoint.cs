using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Unit.Sweeps;

/// <summary>A provider that keeps a bill of its own: with random latencies, refusals, lost answers, and callers that die while they wait for it.</summary>
internal sealed class BillingEndpoint(int seed, ModelPrice price) : IModelEndpoint
{
    private readonly Random _random = new(seed);
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _billed;
    private long _delivered;

    /// <summary>The caller's process is dead: whatever it awaits never comes back to it.</summary>
    public Task Died => _died.Task;

    /// <summary>Whether callers die at times.</summary>
    public bool Kills { get; init; }

    /// <summary>All that stands on the bill.</summary>
    public Money Billed => new(Interlocked.Read(ref _billed));

    /// <summary>Of it, what the caller has an answer for.</summary>
    public Money Delivered => new(Interlocked.Read(ref _delivered));

    public string Name => "paid";

    public EndpointOptions Options { get; } = new() { Name = "paid", Kind = EndpointKind.OpenAI, Url = new Uri("http://localhost/v1"), Timeout = TimeSpan.FromMilliseconds(20) };

    public async Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            await call.Witness!.BeginAsync(cancellationToken);
            try
            {
                return await AttemptAsync(call);
            }
            catch (ModelCallException failure)
            {
                await call.Witness.FailedAsync(failure);
                if (Draw(3) == 0)
                    throw;
            }
        }
    }

    private async Task<ChatResult> AttemptAsync(ChatCall call)
    {
        if (Draw(3) == 0)
            await Task.Delay(Draw(4));

        var fate = Draw(Kills ? 40 : 36);
        if (fate >= 30)
        {
            // Refused or broken at once, lost on the way back, or the caller is dead before it comes: then it is billed, or not.
            if (fate >= 33 && Draw(2) == 0)
                Bill(call);

            if (fate >= 36)
            {
                _died.TrySetResult();
                await new TaskCompletionSource().Task;
            }

            throw new ModelCallException(fate switch { 30 => ModelFailure.RateLimited, < 33 => ModelFailure.ServerError, _ => ModelFailure.Timeout }, "no answer");
        }

        var (result, cost) = Bill(call);
        Interlocked.Add(ref _delivered, cost.Nanos);
        return result;
    }

    private (ChatResult Result, Money Cost) Bill(ChatCall call)
    {
        var most = TokenUsage.AtMost(call.Messages.Select(message => message.Content), call.N, call.MaxTokens);
        var usage = new TokenUsage(1 + Draw((int)most.Prompt), Draw((int)most.Completion + 1));
        usage = usage with { Cached = Draw((int)usage.Prompt + 1) };
        var cost = price.Of(usage);
        Interlocked.Add(ref _billed, cost.Nanos);
        return (new ChatResult([new ChatChoice(0, "yes", "stop", null, null, null)], (int)usage.Prompt, (int)usage.Completion, null, call.Model) { CachedTokens = (int)usage.Cached }, cost);
    }

    private int Draw(int below)
    {
        lock (_random)
            return _random.Next(below);
    }

    public IModelBatches Batches => throw new NotSupportedException();

    public Task<bool> HasModelAsync(string model, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EndpointCapabilities> ProbeCapabilitiesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ModelProbe?> ProbeModelAsync(string model, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrainingFile?> GetTrainingFileAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrainingFile?> FindTrainingFileAsync(string fileName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EndpointProbe> ProbeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> UploadTrainingFileAsync(string fileName, Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FineTuneJob> SubmitFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FineTuneJob> GetFineTuneAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FineTuneJob?> FindFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelFineTuneAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<FineTuneEvent> FineTuneEventsAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FineTuneCheckpoint>> FineTuneCheckpointsAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
