using System.Security.Cryptography;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>Reads a data set in the published format: checks every line, identifies the file by its bytes, counts what it holds.</summary>
public static class DatasetImporter
{
    /// <exception cref="InputException">The file cannot be opened, or a line is not a training row; one sentence with the remedy.</exception>
    public static async Task<ImportedDataset> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = Open(path);
        return await ReadAsync(content, path, cancellationToken);
    }

    /// <param name="content">Read from its current position to its end; a stream that cannot seek is kept in a temporary file meanwhile.</param>
    /// <param name="displayName">What errors call the file.</param>
    /// <param name="cancellationToken"/>
    /// <exception cref="InputException">A line is not a training row; one sentence with file, line and remedy.</exception>
    public static async Task<ImportedDataset> ReadAsync(Stream content, string displayName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.CanSeek)
            return await ReadSeekableAsync(content, displayName, cancellationToken);
        await using var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        await content.CopyToAsync(copy, cancellationToken);
        copy.Position = 0;
        return await ReadSeekableAsync(copy, displayName, cancellationToken);
    }

    // Three passes: git's hash needs the length first, and hashing is a hundredth of the time that counting tokens takes.
    private static async Task<ImportedDataset> ReadSeekableAsync(Stream content, string displayName, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = start;
        var gitBlob = await GitBlob.Sha1Async(content, cancellationToken);
        content.Position = start;
        var statistics = new StatisticsCollector();
        await foreach (var row in JsonlReader.ReadAsync(content, displayName, cancellationToken))
            statistics.Add(row);
        return new ImportedDataset
        {
            Sha256 = sha256,
            GitBlobSha1 = gitBlob,
            PublishedAs = PublishedFiles.Recognise(gitBlob),
            Statistics = statistics.Summarise(),
            Prompts = statistics.Prompts,
            Answers = statistics.Answers,
            UniqueRows = statistics.Rows,
        };
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var problem = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "the file does not exist; check the path, which is relative to the sweep file or the working folder",
                _ when Directory.Exists(path) => "this is a folder; name a .jsonl file in it",
                UnauthorizedAccessException => "the file may not be read by this user; change its permissions",
                _ => "the file cannot be read; check the disk, and that no other program holds it"
            };
            throw InputException.At(path, null, null, $"{problem}.", exception);
        }
    }
}
