using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>Uploaded files: the bytes in <c>ID.jsonl</c>, the description in <c>ID.json</c>, which is written last and makes the file exist.</summary>
internal sealed class FileStore
{
    private const int HashCharacters = 24;

    private readonly PetriFolders _folders;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    public FileStore(PetriFolders folders, TimeProvider time)
    {
        (_folders, _time) = (folders, time);
        foreach (var path in Directory.EnumerateFiles(folders.Files, "*.json"))
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), JobsJson.Default.StoredFile)!;
            _files[file.Id] = file;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<StoredFile> List() => _files.Values.OrderByDescending(f => f.CreatedAt).ThenBy(f => f.Id, StringComparer.Ordinal);

    public StoredFile? Find(string id) => _files.GetValueOrDefault(id);

    /// <exception cref="RefusedException">There is no such file.</exception>
    public StoredFile Get(string id, string parameter = "file_id") =>
        Find(id) ?? throw RefusedException.NotFound($"No file has the id '{id}'; upload it again or GET /v1/files for those that are here.", parameter);

    /// <exception cref="RefusedException">A line of a training file is wrong; nothing is kept. A batch's lines are read when the batch is made.</exception>
    public StoredFile Add(Stream content, string name, string purpose)
    {
        content.Position = 0;
        if (purpose == FilePurposes.FineTune)
            foreach (var _ in TrainingExamples.Read(content, name)) { }
        return Keep(content, name, purpose);
    }

    /// <summary>Keeps what PetriDish itself has made.</summary>
    public StoredFile Keep(byte[] content, string name, string purpose)
    {
        using var stream = new MemoryStream(content, writable: false);
        return Keep(stream, name, purpose);
    }

    private StoredFile Keep(Stream content, string name, string purpose)
    {
        content.Position = 0;
        var id = $"file-{Convert.ToHexStringLower(SHA256.HashData(content))[..HashCharacters]}";
        if (Find(id) is { } known) return known;
        content.Position = 0;
        AtomicFile.Write(BytesOf(id), content.CopyTo);
        var file = new StoredFile(id, name, purpose, content.Length, _time.GetUtcNow());
        AtomicFile.Write(DescriptionOf(id), stream => JsonSerializer.Serialize(stream, file, JobsJson.Default.StoredFile));
        return _files.GetOrAdd(id, file);
    }

    /// <exception cref="RefusedException">There is no such file.</exception>
    public Stream Open(string id, string parameter = "file_id")
    {
        Get(id, parameter);
        return new FileStream(BytesOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <exception cref="RefusedException">There is no such file.</exception>
    public void Delete(string id)
    {
        Get(id);
        _files.TryRemove(id, out _);
        File.Delete(DescriptionOf(id));
        File.Delete(BytesOf(id));
    }

    private string BytesOf(string id) => Path.Combine(_folders.Files, id + ".jsonl");

    private string DescriptionOf(string id) => Path.Combine(_folders.Files, id + ".json");
}
