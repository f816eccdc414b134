using System.Collections.Concurrent;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>
/// Batches on disk, a folder each: <c>batch.json</c>, replaced as a whole, and <c>output.jsonl</c> and <c>errors.jsonl</c>, appended to as requests end, so
/// that a restarted server serves none of them twice.
/// </summary>
internal sealed class BatchStore
{
    private readonly PetriFolders _folders;
    private readonly ConcurrentDictionary<string, Batch> _batches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public BatchStore(PetriFolders folders)
    {
        _folders = folders;
        foreach (var path in Directory.EnumerateDirectories(folders.Batches).Select(folder => Path.Combine(folder, "batch.json")).Where(File.Exists))
        {
            var batch = JsonSerializer.Deserialize(File.ReadAllBytes(path), JobsJson.Default.Batch)!;
            _batches[batch.Id] = batch;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<Batch> List() => _batches.Values.OrderByDescending(batch => batch.Number);

    /// <exception cref="RefusedException">There is no such batch.</exception>
    public Batch Get(string id) => _batches.GetValueOrDefault(id) ?? throw RefusedException.NotFound($"No batch has the id '{id}'.", "batch_id");

    /// <summary>Keeps a new batch, under the next number.</summary>
    public Batch Add(Func<int, Batch> make)
    {
        lock (_gate)
        {
            var batch = make(_batches.Count);
            Directory.CreateDirectory(FolderOf(batch.Id));
            Save(batch);
            return batch;
        }
    }

    /// <summary>Changes a batch unless it is over: what has ended stays as it ended.</summary>
    /// <param name="id">Which batch.</param>
    /// <param name="change">From the batch, and all others as they are at that moment.</param>
    public Batch Change(string id, Func<Batch, IEnumerable<Batch>, Batch> change)
    {
        lock (_gate)
        {
            var batch = _batches[id];
            if (batch.IsOver) return batch;
            var changed = change(batch, _batches.Values.Where(other => other.Id != id));
            if (changed != batch) Save(changed);
            return changed;
        }
    }

    public Batch Change(string id, Func<Batch, Batch> change) => Change(id, (batch, _) => change(batch));

    /// <summary>Keeps a finished request's line, and counts it.</summary>
    public void Keep(string id, byte[] line, bool failed)
    {
        lock (_gate)
        {
            var batch = _batches[id];
            using (var stream = new FileStream(LinesOf(id, failed), FileMode.Append, FileAccess.Write, FileShare.Read))
            {
                // The line break comes first, so that a line cut short by a crash does not swallow the next one.
                stream.Write([(byte)'\n', .. line]);
            }
            _batches[id] = failed ? batch with { Failed = batch.Failed + 1 } : batch with { Completed = batch.Completed + 1 };
        }
    }

    /// <summary>The lines of finished requests, those that a crash cut short left out.</summary>
    public IReadOnlyList<string> Lines(string id, bool failed)
    {
        lock (_gate) return File.Exists(LinesOf(id, failed)) ? [.. File.ReadLines(LinesOf(id, failed)).Where(IsWhole)] : [];
    }

    private static bool IsWhole(string line)
    {
        try
        {
            if (line.Length == 0) return false;
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Save(Batch batch)
    {
        AtomicFile.Write(Path.Combine(FolderOf(batch.Id), "batch.json"), stream => JsonSerializer.Serialize(stream, batch, JobsJson.Default.Batch));
        _batches[batch.Id] = batch;
    }

    private string FolderOf(string id) => Path.Combine(_folders.Batches, id);

    private string LinesOf(string id, bool failed) => Path.Combine(FolderOf(id), failed ? "errors.jsonl" : "output.jsonl");
}
