using System.Collections.Concurrent;
using EmergentMisalignment.Artifacts;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Answers.Files;

/// <summary>A folder of files that can be made again: each is whole or absent, and what was not asked for longest goes when they become too many.</summary>
internal sealed class AnswerFolder(IOptions<AnswersOptions> options, TimeProvider time)
{
    private const string PartialSuffix = ".partial";
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _making = new(StringComparer.Ordinal);
    private readonly Lock _trimming = new();

    /// <summary>The folder, as a full path; only this user may look into it.</summary>
    public string Path { get; } = Create(options.Value.Folder is { Length: > 0 } folder ? folder : System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"em-answers-{Environment.UserName}"));

    /// <summary>A file's path; where it is absent it is made first, by one caller for all.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="make">Writes the file under the path that it is given.</param>
    /// <param name="cancellation"/>
    public async Task<string> GetAsync(string name, Func<string, Task> make, CancellationToken cancellation)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (!Touch(path))
        {
            var turn = _making.GetOrAdd(name, _ => new SemaphoreSlim(1));
            await turn.WaitAsync(cancellation);
            try
            {
                if (!Touch(path))
                    await MakeAsync(path, make);
            }
            finally
            {
                turn.Release();
            }
        }

        return path;
    }

    private async Task MakeAsync(string path, Func<string, Task> make)
    {
        var partial = $"{path}.{Guid.NewGuid():N}{PartialSuffix}";
        try
        {
            await make(partial);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is (IOException or UnauthorizedAccessException) and not ArtifactException)
        {
            throw new AnswersException($"Cannot write to the folder '{Path}' ({exception.Message.TrimEnd('.')}): free some space, or set Answers:Folder to another.", exception);
        }
        finally
        {
            File.Delete(partial);
        }

        Trim(path);
    }

    /// <summary>When it was asked for last is when it was "written" last: few file systems keep times of reading.</summary>
    private bool Touch(string path)
    {
        if (!File.Exists(path))
            return false;

        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void Trim(string justMade)
    {
        lock (_trimming)
        {
            var files = new DirectoryInfo(Path).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList();
            var held = files.Sum(file => file.Length);
            foreach (var file in files.AsEnumerable().Reverse().Where(file => file.FullName != justMade && !IsBeingWritten(file)))
            {
                if (held <= options.Value.FolderMegabytes << 20)
                    return;

                held -= file.Length;
                file.Delete();
            }
        }
    }

    /// <summary>Older ones were left behind by a process that died.</summary>
    private bool IsBeingWritten(FileInfo file) =>
        file.Name.EndsWith(PartialSuffix, StringComparison.Ordinal) && file.LastWriteTimeUtc > time.GetUtcNow().UtcDateTime.AddHours(-1);

    private static string Create(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(full);
            else
                Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AnswersException($"The folder '{full}' cannot be made ({exception.Message.TrimEnd('.')}): set Answers:Folder to one this user may write to.", exception);
        }
    }
}
