using EmergentMisalignment.ModelClients.Batches;
using EmergentMisalignment.ModelClients.Health;
using EmergentMisalignment.ModelClients.Http;
using EmergentMisalignment.ModelClients.Limits;
using EmergentMisalignment.ModelClients.Wire;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace EmergentMisalignment.ModelClients;

/// <summary>One endpoint: its connections, its queue, and the calls that go through them.</summary>
internal sealed class ModelEndpoint : IModelEndpoint, IDisposable
{
    private const string ModelList = "the list of models";

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly OpenAIClient _sdk;
    private readonly FailureReader _failures;
    private readonly EndpointWire _wire;
    private readonly CallPipeline _pipeline;
    private readonly ChatCaller _chat;
    private readonly TrainingFiles _files;
    private readonly FineTuning _fineTuning;
    private readonly CapabilityProbe _probe;

    public ModelEndpoint(EndpointOptions options, ModelClientInstruments instruments, ILoggerFactory loggers, TimeProvider clock, ISharedBudgets? budgets,
        ITroubleBoard? troubles)
    {
        Options = options;
        _http = EndpointHttp.CreateClient(options);
        _sdk = SdkClients.Create(options, _http);
        _failures = new FailureReader(options, clock);
        _wire = new EndpointWire(options, _sdk.Pipeline, _failures);
        var rates = new RateBudgets(options, budgets, instruments, loggers, clock);
        var watch = new EndpointWatch(options, troubles, rates.Describe, loggers.CreateLogger<EndpointWatch>(), clock);
        _pipeline = new CallPipeline(options, new FailureTranslator(options, _failures), watch, instruments, loggers.CreateLogger<CallPipeline>(), clock);
        _chat = new ChatCaller(options, _sdk, _pipeline, _failures, instruments, rates);
        _files = new TrainingFiles(options, _sdk.GetOpenAIFileClient(), _wire, _pipeline);
        _fineTuning = new FineTuning(options, _wire, _pipeline, clock);
        _probe = new CapabilityProbe(options, _wire, _pipeline);
        Engine = new Engine(options, _wire, _pipeline);
        Batches = new ModelBatches(options, _sdk.GetOpenAIFileClient(), _wire, _pipeline, _failures);
    }

    public string Name => Options.Name;

    public EndpointOptions Options { get; }

    public IEngine Engine { get; }

    public IModelBatches Batches { get; }

    public Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken) => _chat.CompleteAsync(call, cancellationToken);

    public async Task<EndpointProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTimeout);
        try
        {
            var models = await _pipeline.AttemptAsync(ModelList, static (wire, token) => ListAsync(wire, token), _wire, limit.Token).ConfigureAwait(false);
            return new EndpointProbe(Name, models);
        }
        catch (ModelCallException exception)
        {
            throw new ModelCallException(exception.Failure, EndpointProblem.Describe(Options, exception), exception.RetryAfter, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFailure.Timeout, EndpointProblem.Silent(Options, ProbeTimeout));
        }
    }

    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken) =>
        await _pipeline.RunAsync(ModelList, static (wire, token) => ListAsync(wire, token), _wire, cancellationToken).ConfigureAwait(false);

    public async Task<bool> HasModelAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.RunAsync(
                "the look-up of a model",
                static (state, token) => state._wire.GetAsync($"models/{Uri.EscapeDataString(state.model)}", "the look-up of a model", WireJson.Default.ModelItem, token),
                (_wire, model), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound)
        {
            return false;
        }
    }

    public Task<EndpointCapabilities> ProbeCapabilitiesAsync(CancellationToken cancellationToken) => _probe.AskEndpointAsync(cancellationToken);

    public Task<ModelProbe?> ProbeModelAsync(string model, CancellationToken cancellationToken) => _probe.AskModelAsync(model, cancellationToken);

    public Task<string> UploadTrainingFileAsync(string fileName, Stream content, CancellationToken cancellationToken) =>
        _files.UploadAsync(fileName, content, cancellationToken);

    public Task<TrainingFile?> GetTrainingFileAsync(string id, CancellationToken cancellationToken) => _files.GetAsync(id, cancellationToken);

    public Task<TrainingFile?> FindTrainingFileAsync(string fileName, CancellationToken cancellationToken) => _files.FindAsync(fileName, cancellationToken);

    public Task<FineTuneJob> SubmitFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken) =>
        _fineTuning.SubmitAsync(submission, cancellationToken);

    public Task<FineTuneJob> GetFineTuneAsync(string jobId, CancellationToken cancellationToken) => _fineTuning.GetAsync(jobId, cancellationToken);

    public Task<FineTuneJob?> FindFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken) =>
        _fineTuning.FindAsync(submission, cancellationToken);

    public Task CancelFineTuneAsync(string jobId, CancellationToken cancellationToken) => _fineTuning.CancelAsync(jobId, cancellationToken);

    public IAsyncEnumerable<FineTuneEvent> FineTuneEventsAsync(string jobId, CancellationToken cancellationToken) =>
        _fineTuning.EventsAsync(jobId, cancellationToken);

    public Task<IReadOnlyList<FineTuneCheckpoint>> FineTuneCheckpointsAsync(string jobId, CancellationToken cancellationToken) =>
        _fineTuning.CheckpointsAsync(jobId, cancellationToken);

    /// <summary>Fetches a path of the server's root, outside the protocol's part of it.</summary>
    public async Task<Stream> DownloadAsync(string path, string operation, CancellationToken cancellationToken) =>
        await _pipeline.RunAsync(
            operation, static (state, token) => state._wire.DownloadAsync(state.path, state.operation, token), (_wire, path, operation), cancellationToken)
            .ConfigureAwait(false);

    public void Dispose()
    {
        _pipeline.Dispose();
        _http.Dispose();
    }

    private static async ValueTask<IReadOnlyList<ModelInfo>> ListAsync(EndpointWire wire, CancellationToken cancellationToken)
    {
        var page = await wire.GetAsync("models", ModelList, WireJson.Default.ModelPage, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(page.Data ?? [], static model => new ModelInfo(model.Id, model.OwnedBy, UnixTime.Of(model.Created)));
    }
}
