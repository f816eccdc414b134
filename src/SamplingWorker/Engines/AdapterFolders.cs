using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Artifacts.Adapters;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Engines;

/// <summary>Adapters unpacked on disk, each in a folder with the name of its manifest: whole, or not there. One is fetched at a time, since all come over the same wire.</summary>
internal sealed class AdapterFolders(IArtifactStore artifacts, TimeProvider time, IOptions<EngineOptions> options) : IDisposable
{
    /// <summary>Of a folder that is being filled; no adapter is named so.</summary>
    private const string Unfinished = ".unfinished-";

    private readonly string _root = Path.GetFullPath(options.Value.Folder);
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The folder of an adapter, fetched if need be and checked once in the life of this process.</summary>
    /// <exception cref="ArtifactException">The adapter is missing or damaged.</exception>
    public async Task<string> FetchAsync(string sha256, CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, sha256));
        await _turn.WaitAsync(cancellation);
        try
        {
            if (folder.Exists && !_checked.Contains(sha256) && !await artifacts.IsAdapterAsync(sha256, folder.FullName, cancellation))
                folder.Delete(recursive: true);

            folder.Refresh();
            if (!folder.Exists)
                await UnpackAsync(sha256, folder.FullName, cancellation);

            _checked.Add(sha256);
            folder.LastWriteTimeUtc = time.GetUtcNow().UtcDateTime;
            return folder.FullName;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The adapter that a folder holds, told by its place and name; null for any other folder.</summary>
    public string? AdapterIn(string? folder) => folder is not null && Path.GetDirectoryName(folder) == _root ? Path.GetFileName(folder) : null;

    /// <summary>Deletes the folders that were longest not used, but for those that the engine may read again.</summary>
    public async Task TrimAsync(IReadOnlySet<string> inUse, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var byUse = new DirectoryInfo(_root).EnumerateDirectories().OrderByDescending(folder => folder.LastWriteTimeUtc);
            foreach (var folder in byUse.Skip(options.Value.FoldersKept).Where(folder => !inUse.Contains(folder.Name)).ToList())
                folder.Delete(recursive: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task UnpackAsync(string sha256, string folder, CancellationToken cancellation)
    {
        var unfinished = new DirectoryInfo(Path.Combine(_root, Unfinished + sha256));
        if (unfinished.Exists)
            unfinished.Delete(recursive: true);

        unfinished.Create();
        try
        {
            await artifacts.FetchAdapterAsync(sha256, unfinished.FullName, cancellation);
            unfinished.MoveTo(folder);
        }
        catch
        {
            unfinished.Delete(recursive: true);
            throw;
        }
    }
}
