using System.Security.Cryptography;

namespace EmergentMisalignment.Artifacts;

/// <summary>
/// Artifacts as files of one folder, <c>ab/cd/abcd…</c>: two levels of 256, so that no folder grows beyond what tools list quickly.
/// A file is written under a temporary name, flushed to the disk, and renamed: after a crash it is whole or absent.
/// </summary>
public sealed class LocalArtifactStore : IArtifactStore, IArtifactFolder
{
    private const int BufferSize = 128 * 1024;
    private const string PartialSuffix = ".partial";

    private readonly string _folder;
    private readonly TimeProvider _time;
    private bool _looked;

    /// <param name="folder">Where the artifacts live; made when the first is put.</param>
    /// <param name="time">Tells abandoned temporary files by their age.</param>
    public LocalArtifactStore(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Folder => _folder;

    /// <inheritdoc/>
    public string PathOf(string sha256)
    {
        RequireName(sha256);
        return Path.Combine(_folder, sha256[..2], sha256[2..4], sha256);
    }

    /// <inheritdoc/>
    public Task<string> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return PutAsync(file => content.CopyToAsync(file, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> PutAsync(Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        // The name is known only at the end, so the temporary file lies in the store's own folder: same file system, atomic rename.
        var partial = Path.Combine(_folder, Guid.NewGuid().ToString("N") + PartialSuffix);
        try
        {
            var (name, length) = await WritePartialAsync(partial, write, cancellationToken);
            Writing(() => Publish(partial, PathOf(name), length));
            return name;
        }
        finally
        {
            RemoveQuietly(partial);
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(Open(PathOf(sha256)));
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string sha256, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(sha256)));

    /// <inheritdoc/>
    public async Task VerifyAsync(string sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(sha256);
        await using var content = Open(path);
        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        if (actual != sha256)
            throw new ArtifactException($"The artifact '{path}' is damaged: its bytes hash to {actual}; delete the file and run again to remake it.");
    }

    private async Task<(string Name, long Length)> WritePartialAsync(string partial, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var file = Writing(() =>
        {
            Directory.CreateDirectory(_folder);
            RemoveAbandoned();
            // No buffer: what it still held of a full disk's file would fail once more when the file is closed, and hide the sentence.
            return new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        });
        try
        {
            await write(file);
        }
        catch (IOException exception) when (ArtifactException.IsNoRoom(exception))
        {
            // Any other failure is the writer's own, its source's for instance, and passes through.
            throw ArtifactException.Writing(_folder, exception);
        }
        Writing(() => file.Flush(flushToDisk: true));
        file.Position = 0;
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), file.Length);
    }

    // What a killed process left behind. A day is longer than any write takes, so nothing under way is touched.
    private void RemoveAbandoned()
    {
        if (Interlocked.Exchange(ref _looked, true))
            return;
        var old = _time.GetUtcNow().AddDays(-1);
        foreach (var partial in new DirectoryInfo(_folder).EnumerateFiles("*" + PartialSuffix).Where(file => file.LastWriteTimeUtc < old))
            RemoveQuietly(partial.FullName);
    }

    private static void Publish(string partial, string target, long length)
    {
        // Same name and same length is the same content; another length is a file something else cut short, and is replaced.
        if (IsWhole(target, length))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.Move(partial, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && IsWhole(target, length))
        {
            // Windows refuses to replace a file that a reader has open: another writer has published the same bytes meanwhile.
        }
    }

    private static bool IsWhole(string path, long length) => new FileInfo(path) is { Exists: true } file && file.Length == length;

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ArtifactException.Reading(path, exception);
        }
    }

    private void Writing(Action write) => Writing(() =>
    {
        write();
        return true;
    });

    private T Writing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ArtifactException.Writing(_folder, exception);
        }
    }

    private static void RemoveQuietly(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A leftover temporary file costs space, never correctness; the error that brought us here matters more.
        }
    }

    private static void RequireName(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException($"'{sha256}' is not an artifact's name: expected 64 lowercase hexadecimal characters.", nameof(sha256));
    }
}
