using System.Collections.Concurrent;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Jobs on disk, a folder each: <c>job.json</c>, replaced as a whole, and <c>events.jsonl</c>, appended to.</summary>
internal sealed class JobStore
{
    private readonly PetriFolders _folders;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, FineTuneJob> _jobs = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public JobStore(PetriFolders folders, TimeProvider time)
    {
        (_folders, _time) = (folders, time);
        foreach (var path in Directory.EnumerateDirectories(folders.Jobs).Select(folder => Path.Combine(folder, "job.json")).Where(File.Exists))
        {
            var job = JsonSerializer.Deserialize(File.ReadAllBytes(path), JobsJson.Default.FineTuneJob)!;
            _jobs[job.Id] = job;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<FineTuneJob> List() => _jobs.Values.OrderByDescending(j => j.CreatedAt).ThenBy(j => j.Id, StringComparer.Ordinal);

    /// <exception cref="RefusedException">There is no such job.</exception>
    public FineTuneJob Get(string id) =>
        _jobs.GetValueOrDefault(id) ?? throw RefusedException.NotFound($"No fine-tuning job has the id '{id}'.", "fine_tuning_job_id");

    /// <summary>The newest model that was trained with this suffix; null for none.</summary>
    public string? DeployedAs(string suffix) =>
        _jobs.Values.Where(job => job.Suffix == suffix && job.FineTunedModel is not null).MaxBy(job => job.CreatedAt)?.FineTunedModel;

    public void Add(FineTuneJob job)
    {
        Directory.CreateDirectory(FolderOf(job.Id));
        Save(job);
    }

    /// <summary>
    /// Changes a job and reports the messages as its events, unless it is over: what has ended stays as it ended. Who sees the change sees its events too.
    /// </summary>
    /// <returns>False if it was over.</returns>
    public bool TryChange(string id, Func<FineTuneJob, FineTuneJob> change, params ReadOnlySpan<string> messages)
    {
        lock (_gate)
        {
            var job = _jobs[id];
            if (job.IsOver) return false;
            var changed = change(job);
            foreach (var message in messages) Report(id, message, level: changed.Status == JobStatus.Failed ? "error" : "info");
            Save(changed);
            return true;
        }
    }

    public void Report(string id, string message, StepMetrics? metrics = null, string level = "info")
    {
        var happened = new JobEvent($"ftevent-{Guid.CreateVersion7():N}", _time.GetUtcNow(), level, message, metrics);
        var line = JsonSerializer.SerializeToUtf8Bytes(happened, JobsJson.Default.JobEvent);
        lock (_gate)
        {
            using var stream = new FileStream(EventsOf(id), FileMode.Append, FileAccess.Write, FileShare.Read);
            // The line break comes first, so that a line cut short by a crash does not swallow the next one.
            stream.Write([(byte)'\n', .. line]);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobEvent> Events(string id)
    {
        Get(id);
        string[] lines;
        lock (_gate) lines = File.Exists(EventsOf(id)) ? File.ReadAllLines(EventsOf(id)) : [];
        return [.. lines.Reverse().Select(TryRead).OfType<JobEvent>()];
    }

    private static JobEvent? TryRead(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, JobsJson.Default.JobEvent);
        }
        catch (JsonException)
        {
            return null; // cut short by a crash
        }
    }

    private void Save(FineTuneJob job)
    {
        AtomicFile.Write(Path.Combine(FolderOf(job.Id), "job.json"), stream => JsonSerializer.Serialize(stream, job, JobsJson.Default.FineTuneJob));
        _jobs[job.Id] = job;
    }

    private string FolderOf(string id) => Path.Combine(_folders.Jobs, id);

    private string EventsOf(string id) => Path.Combine(FolderOf(id), "events.jsonl");
}
