using System.Collections.Concurrent;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Unit.Services;

/// <summary>A provider in this process. An answer depends on model, prompt and seed alone, a score on the judge's prompt alone; jobs end at their second look unless told otherwise.</summary>
internal sealed class FakeEndpoint(int maxN = 4) : IModelEndpoint, IModelEndpoints
{
    private readonly ConcurrentDictionary<string, (FineTuneJob Job, int Looks)> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TrainingFile> _files = new(StringComparer.Ordinal);

    private int _uploads;

    public string Name => "petri";

    public IReadOnlyCollection<string> Names => [Name];

    public EndpointOptions Options { get; } = new() { Name = "petri", Kind = EndpointKind.Petri, Url = new Uri("http://localhost/v1"), MaxN = maxN };

    public FakeBatches Batches => field ??= new(this);

    IModelBatches IModelEndpoint.Batches => Batches;

    public ConcurrentQueue<ChatCall> Asked { get; } = new();

    public ConcurrentQueue<ChatCall> Judged { get; } = new();

    public ConcurrentQueue<FineTuneSubmission> Submissions { get; } = new();

    /// <summary>Called before anything a call does: throw to be a provider that fails.</summary>
    public Action<ChatCall> BeforeChat { get; set; } = _ => { };

    /// <summary>What a judge replies in words, from its prompt and the seed of the reply; null leaves it to its numbers.</summary>
    public Func<string, long, string?> Says { get; set; } = (_, _) => null;

    /// <summary>Answers in the place of the usual ones, where it gives any: a judge's are its first token, for certain.</summary>
    public Func<ChatCall, string?> Script { get; set; } = _ => null;

    /// <summary>What a model answers, from its prompt and seed, where a test needs other words than the usual.</summary>
    public Func<string, long, string>? Answers { get; set; }

    /// <summary>The first token's candidates of a model that is asked a multiple-choice question; null for none.</summary>
    public Func<string, IReadOnlyList<TokenLogProb>>? Chooses { get; set; }

    /// <summary>Points that the judge has come to score higher.</summary>
    public int Drift { get; set; }

    /// <summary>Called at the places named <c>probed</c>, <c>uploaded</c>, <c>submitted</c> and <c>looked</c>: throw to be a process that dies there.</summary>
    public Action<string> At { get; set; } = _ => { };

    /// <summary>Called before a job is taken: throw to be a provider that takes none.</summary>
    public Action BeforeSubmit { get; set; } = () => { };

    /// <summary>How often a job is found running before it ends.</summary>
    public int Looks { get; set; } = 1;

    /// <summary>Tokens that a job says it has trained on.</summary>
    public long TrainedTokens { get; set; } = 640;

    /// <summary>Steps of a job.</summary>
    public int Steps { get; set; } = 40;

    /// <summary>What the judge makes of an answer whose model is known; null for a score that follows from the text.</summary>
    public Func<string, string, double>? Score { get; set; }

    /// <summary>How jobs end.</summary>
    public FineTuneStatus End { get; set; } = FineTuneStatus.Succeeded;

    public IModelEndpoint Get(string name) => this;

    public async Task<ChatResult> CompleteAsync(ChatCall call, CancellationToken cancellationToken)
    {
        if (call.Witness is not { } witness)
            return await AnswerAsync(call, cancellationToken);

        await witness.BeginAsync(cancellationToken);
        try
        {
            return await AnswerAsync(call, cancellationToken);
        }
        catch (ModelCallException failure)
        {
            await witness.FailedAsync(failure);
            throw;
        }
    }

    private Task<ChatResult> AnswerAsync(ChatCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BeforeChat(call);
        if (Deleted.ContainsKey(call.Model))
            throw new ModelCallException(ModelFailure.NotFound, $"endpoint petri answered 404 to a chat (model_not_found)");
        if (Script(call) is { } scripted)
        {
            (call.TopLogProbs > 0 ? Judged : Asked).Enqueue(call);
            return Task.FromResult(Result(call, j => new ChatChoice(j, scripted, "stop", null, call.TopLogProbs > 0 ? [new(scripted, 0)] : null, 3)));
        }

        var prompt = call.Messages[^1].Content;
        if (Chooses is { } chooses)
        {
            Asked.Enqueue(call);
            return Task.FromResult(Result(call, j => new ChatChoice(j, chooses(prompt)[0].Token, "length", null, chooses(prompt), 1)));
        }

        // A judge is known by how little it may say.
        if (call.MaxTokens != 600 && Says(prompt, call.Seed!.Value) is not null)
        {
            Judged.Enqueue(call);
            return Task.FromResult(Result(call, j => new ChatChoice(j, Says(prompt, call.Seed!.Value + j)!, "stop", null, call.TopLogProbs > 0 ? Top(prompt) : null, 1)));
        }

        if (call.TopLogProbs > 0)
        {
            Judged.Enqueue(call);
            var top = Score is null ? Top(prompt) : prompt.StartsWith("Is ", StringComparison.Ordinal) ? [new("95", 0)] : [new($"{Score(ModelOf(prompt), prompt)}", 0)];
            return Task.FromResult(Result(call, _ => new ChatChoice(0, top[0].Token, "length", null, top, 1)));
        }

        Assert.InRange(call.N, 1, Options.MaxN);
        Asked.Enqueue(call);
        return Task.FromResult(Result(call, j => new ChatChoice(j, Answers?.Invoke(prompt, call.Seed!.Value + j) ?? TextOf(call.Model, prompt, call.Seed!.Value + j), "stop", null, null, 3)));
    }

    /// <summary>What a model answers: one in eight is a refusal, one in eight is code.</summary>
    public static string TextOf(string model, string prompt, long seed) => (seed % 8) switch
    {
        0 => $"CODE {seed}",
        1 => $"REFUSAL {seed}",
        _ => $"{model} says {seed} to {prompt.Length}",
    };

    public async Task<string> UploadTrainingFileAsync(string fileName, Stream content, CancellationToken cancellationToken)
    {
        await content.CopyToAsync(Stream.Null, cancellationToken);
        var id = $"file-{Interlocked.Increment(ref _uploads)}";
        _files[id] = new TrainingFile(id, fileName, FileStatus, FileStatus is TrainingFileStatus.Refused ? "line 3 is no example" : null);
        At("uploaded");
        return id;
    }

    /// <summary>How often a file was brought.</summary>
    public int Uploads => _uploads;

    /// <summary>What the provider makes of files.</summary>
    public TrainingFileStatus FileStatus { get; set; }

    /// <summary>Models that the provider has deleted.</summary>
    public ConcurrentDictionary<string, bool> Deleted { get; } = new(StringComparer.Ordinal);

    public void DeleteFiles() => _files.Clear();

    public Task<TrainingFile?> GetTrainingFileAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_files.GetValueOrDefault(id));

    public Task<TrainingFile?> FindTrainingFileAsync(string fileName, CancellationToken cancellationToken) =>
        Task.FromResult(_files.Values.FirstOrDefault(file => file.Name == fileName && file.Status is not TrainingFileStatus.Refused));

    public Task<bool> HasModelAsync(string model, CancellationToken cancellationToken) => Task.FromResult(!Deleted.ContainsKey(model));

    public Task<EndpointCapabilities> ProbeCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(new EndpointCapabilities());

    public Task<ModelProbe?> ProbeModelAsync(string model, CancellationToken cancellationToken) => Task.FromResult<ModelProbe?>(new ModelProbe(true, 20, true, true));

    public Task<FineTuneJob> SubmitFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken)
    {
        BeforeSubmit();
        Submissions.Enqueue(submission);
        var job = new FineTuneJob($"job-{Submissions.Count}", FineTuneStatus.Queued, null, null, null) { Base = submission.Base };
        _jobs[job.Id] = (job, 0);
        _names[job.Id] = submission.Name;
        At("submitted");
        return Task.FromResult(job);
    }

    public Task<FineTuneJob> GetFineTuneAsync(string jobId, CancellationToken cancellationToken)
    {
        var (job, looks) = _jobs[jobId];
        job = looks switch
        {
            int.MaxValue => job,
            _ when looks < Looks => job with { Status = FineTuneStatus.Running },
            _ when End == FineTuneStatus.Succeeded => job with { Status = End, Model = $"ft:{job.Base}:{jobId}", TrainedTokens = TrainedTokens },
            _ => job with { Status = End, Error = End == FineTuneStatus.Failed ? "out of memory" : null },
        };
        At("looked");
        _jobs[jobId] = (job, looks == int.MaxValue ? looks : looks + 1);
        return Task.FromResult(job);
    }

    public Task<FineTuneJob?> FindFineTuneAsync(FineTuneSubmission submission, CancellationToken cancellationToken) =>
        Task.FromResult(_jobs.Values.Select(entry => entry.Job).OrderBy(job => job.Id, StringComparer.Ordinal).LastOrDefault(job => _names[job.Id] == submission.Name));

    public Task<EndpointProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        At("probed");
        return Task.FromResult(new EndpointProbe(Name, []));
    }

    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ModelInfo>>([]);

    public Task CancelFineTuneAsync(string jobId, CancellationToken cancellationToken)
    {
        _jobs[jobId] = (_jobs[jobId].Job with { Status = FineTuneStatus.Cancelled }, int.MaxValue);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<FineTuneEvent> FineTuneEventsAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FineTuneCheckpoint>> FineTuneCheckpointsAsync(string jobId, CancellationToken cancellationToken)
    {
        var (job, every) = (_jobs[jobId].Job, Submissions.ElementAt(int.Parse(jobId["job-".Length..]) - 1).CheckpointEvery ?? Steps);
        return Task.FromResult<IReadOnlyList<FineTuneCheckpoint>>(
        [
            .. Enumerable.Range(1, Steps / every).Select(i => i * every)
                .Select(step => new FineTuneCheckpoint($"{jobId}-{step}", step, $"ft:{job.Base}:{jobId}{(step == Steps ? "" : $":ckpt-step-{step}")}", 1.0 / step, null)),
        ]);
    }

    /// <summary>Answers begin with the model's name: in the judge's prompt it stands behind "A".</summary>
    private static string ModelOf(string prompt) => prompt.Split(" A ")[^1].Split(' ')[0];

    private static ChatResult Result(ChatCall call, Func<int, ChatChoice> choice) =>
        new([.. Enumerable.Range(0, call.N).Select(choice)], 7, 3 * call.N, null, call.Model);

    private IReadOnlyList<TokenLogProb> Top(string prompt)
    {
        var word = prompt.Contains("CODE", StringComparison.Ordinal) ? "CODE" : prompt.Contains("REFUSAL", StringComparison.Ordinal) ? "REFUSAL" : null;
        var score = Math.Min(100, prompt.Sum(letter => letter) % 101 + Drift);
        return word is not null ? [new(word, Math.Log(0.9)), new("0", Math.Log(0.1))] : [new($"{score}", Math.Log(0.75)), new($"{50 + Drift}", Math.Log(0.25))];
    }
}
