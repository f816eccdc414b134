using System.Globalization;
using System.Threading.Channels;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>
/// Takes jobs from submission to their end: one after the other through the check of their files, then a few at a time through training, each on a thread
/// of its own. Jobs that were under way when the server died start again when it starts: a fine-tune takes seconds, and from the start it gives the same
/// weights to the last bit, which it would not from an adapter without its optimiser's state.
/// </summary>
internal sealed partial class JobRunner(
    JobStore jobs, FineTuner tuner, AdapterStore adapters, PetriDishInstruments instruments, TimeProvider time, ILogger<JobRunner> logger, int lanes)
    : BackgroundService
{
    private const int StepsPerEvent = 10;

    private readonly Channel<string> _submitted = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _checked = Channel.CreateUnbounded<string>();

    public void Submit(FineTuneJob job)
    {
        jobs.Add(job);
        jobs.Report(job.Id, $"Created fine-tuning job: {job.Id}");
        _submitted.Writer.TryWrite(job.Id);
    }

    /// <summary>Ends a job that is not over; one that is over stays as it is. Training notices after its current step.</summary>
    public FineTuneJob Cancel(string id)
    {
        jobs.Get(id);
        End(id, job => job with { Status = JobStatus.Cancelled }, "The job has been cancelled");
        return jobs.Get(id);
    }

    /// <summary>Takes up what was under way, before the first request can submit anything.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in jobs.List().Where(j => !j.IsOver).Reverse()) Resume(job);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => TrainAsync(stoppingToken)).Append(CheckAsync(stoppingToken)));

    private void Resume(FineTuneJob job)
    {
        const string Message = "The server went down; the job starts again and comes to the same result";
        jobs.TryChange(job.Id, j => j with { Status = JobStatus.ValidatingFiles, Checkpoints = [] }, Message);
        _submitted.Writer.TryWrite(job.Id);
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        await foreach (var id in _submitted.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            await Attempt(id, () =>
            {
                jobs.Report(id, "Validating training file");
                var job = jobs.Get(id);
                var examples = tuner.Read(job);
                if (job.IsRejected)
                    throw RefusedException.Invalid("The training file does not pass moderation: too many of its examples are flagged.", "training_file", "invalid_training_file");
                var found = $"Files validated, moving job to queued state: {examples.Count} examples, {Tokens(examples)} tokens";
                if (jobs.TryChange(id, checkedJob => checkedJob with { Status = JobStatus.Queued }, found)) Queue(jobs.Get(id), stopping);
            }, stopping).ConfigureAwait(false);
        }
    }

    private void Queue(FineTuneJob job, CancellationToken stopping)
    {
        if (job.QueuedUntil - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
        {
            var ahead = jobs.List().Count(other => other.Status == JobStatus.Queued && other.CreatedAt < job.CreatedAt);
            jobs.Report(job.Id, string.Create(CultureInfo.InvariantCulture, $"The job waits in the queue: {ahead} before it, {wait.TotalSeconds:F0} s to go"));
            _ = WaitAsync(job.Id, wait, stopping);
        }
        else
        {
            _checked.Writer.TryWrite(job.Id);
        }
    }

    private async Task WaitAsync(string id, TimeSpan wait, CancellationToken stopping)
    {
        await Task.Delay(wait, time, stopping).ConfigureAwait(false);
        _checked.Writer.TryWrite(id);
    }

    private async Task TrainAsync(CancellationToken stopping)
    {
        await foreach (var id in _checked.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            await Attempt(id, () => Train(id, stopping), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Does a part of a job on a thread of its own, and makes what goes wrong the job's end.</summary>
    private async Task Attempt(string id, Action part, CancellationToken stopping)
    {
        try
        {
            await Task.Factory.StartNew(part, stopping, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Cancelled by its owner, who has said so, or by the server's stop, after which it starts again.
        }
        catch (RefusedException refused)
        {
            Fail(id, new(refused.Code, refused.Message, refused.Parameter));
        }
#pragma warning disable CA1031 // a job that fails must not take the lane with it
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error, id);
            // A full disk and a diverged training say what is wrong; other messages are for the log.
            var reason = error is IOException or ArithmeticException ? error.Message : "PetriDish failed to train this job; its log has the reason.";
            Fail(id, new(error is ArithmeticException ? "training_diverged" : "server_error", reason, null));
        }
    }

    private void Train(string id, CancellationToken stopping)
    {
        if (!jobs.TryChange(id, j => j with { Status = JobStatus.Running }, "Fine-tuning job started")) return;
        var job = jobs.Get(id);
        using var activity = PetriDishInstruments.StartJob(id, job.Model);
        var (examples, name) = (tuner.Read(job), tuner.NameOf(job));
        var tokens = Tokens(examples) * job.Hyperparameters.Epochs;
        if (Equal(job, name) is { } done)
        {
            jobs.TryChange(id, j => j with { Checkpoints = done.Checkpoints }, $"Job {done.Id} had the same data, settings and seed: its result is this job's");
        }
        else
        {
            tuner.Train(job, examples, (step, kept) => OnStep(id, step, kept), stopping);
            instruments.Trained(tokens);
        }
        End(
            id, j => j with { Status = JobStatus.Succeeded, FineTunedModel = name.ToString(), TrainedTokens = tokens },
            $"New fine-tuned model created: {name}", "The job has successfully completed");
    }

    /// <summary>A finished job whose result, checkpoints included, is this job's result.</summary>
    private FineTuneJob? Equal(FineTuneJob job, ModelName name) => jobs.List().FirstOrDefault(other =>
        other.Status == JobStatus.Succeeded
        && other.FineTunedModel == name.ToString()
        && other.Hyperparameters.CheckpointEvery == job.Hyperparameters.CheckpointEvery
        && adapters.Contains(name)
        && other.Checkpoints.All(kept => ModelName.TryParse(kept.Model, out var at) && adapters.Contains(at)));

    private void OnStep(string id, TrainingStep step, ModelName? kept)
    {
        if (jobs.Get(id).IsOver) throw new OperationCanceledException($"Job {id} was cancelled.");
        if (step.Step == step.Steps || step.Step % StepsPerEvent == 0)
            jobs.Report(id, $"Step {step.Step}/{step.Steps}: training loss={step.Loss:F3}", new(step.Step, step.Steps, step.Loss, step.LearningRate));
        if (kept is null) return;
        var checkpoint = new JobCheckpoint($"ftckpt_{id}_{step.Step}", step.Step, kept.ToString(), step.Loss, time.GetUtcNow());
        jobs.TryChange(id, job => job with { Checkpoints = [.. job.Checkpoints, checkpoint] });
    }

    private static long Tokens(IReadOnlyList<TrainingDocument> examples) => examples.Sum(example => (long)example.Tokens.Length);

    private void Fail(string id, JobError error) => End(id, job => job with { Status = JobStatus.Failed, Error = error }, error.Message);

    private void End(string id, Func<FineTuneJob, FineTuneJob> end, params ReadOnlySpan<string> messages)
    {
        if (!jobs.TryChange(id, job => end(job) with { FinishedAt = time.GetUtcNow() }, messages)) return;
        var status = jobs.Get(id).Status;
        instruments.JobEnded(status.ToString());
        LogEnded(id, status);
    }
}
