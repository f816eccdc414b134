using System.Net;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Cli.Fetching;

/// <summary>Brings published files to a folder. A file stands under its name only when it is whole and has the published bytes.</summary>
/// <param name="download">Brings bytes.</param>
/// <param name="root">Where the files' paths begin; ends with a slash.</param>
/// <param name="folder">Where they go.</param>
internal sealed class PublishedFetcher(ResumableDownload download, Uri root, DirectoryInfo folder)
{
    /// <exception cref="UnavailableException">The server cannot be reached, lacks the file, or has other bytes.</exception>
    /// <exception cref="InputException">Another file stands in its place.</exception>
    public async Task<FetchOutcome> FetchAsync(PublishedFile file, CancellationToken cancellation)
    {
        var target = Path.Combine(folder.FullName, file.Path);
        if (File.Exists(target))
            return await CheckAsync(file, target, cancellation);

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var part = target + ".part";
        var resumed = File.Exists(part);
        if (await download.GetAsync(new Uri(root, file.Path), part, cancellation) is HttpStatusCode.NotFound)
            return file.GitBlobSha1 is null ? FetchOutcome.Absent : throw Wrong(file, "is not there");

        // The beginning that was kept may be damaged: without it the file is as the server has it.
        if (resumed && !await IsPublishedAsync(file, part, cancellation))
        {
            File.Delete(part);
            await download.GetAsync(new Uri(root, file.Path), part, cancellation);
        }

        if (!await IsPublishedAsync(file, part, cancellation))
        {
            File.Delete(part);
            throw Wrong(file, "has other bytes than the published file");
        }

        File.Move(part, target);
        return file.GitBlobSha1 is null ? FetchOutcome.Unverified : FetchOutcome.Fetched;
    }

    private static async Task<FetchOutcome> CheckAsync(PublishedFile file, string target, CancellationToken cancellation)
    {
        if (!await IsPublishedAsync(file, target, cancellation))
            throw new InputException($"{target}: is not the published file, and would be overwritten; move it away, or choose another folder with --to.", target, null, null);

        return file.GitBlobSha1 is null ? FetchOutcome.Unverified : FetchOutcome.Kept;
    }

    private static async Task<bool> IsPublishedAsync(PublishedFile file, string path, CancellationToken cancellation)
    {
        if (file.GitBlobSha1 is not { } published)
            return true;

        await using var content = File.OpenRead(path);
        return await GitBlob.Sha1Async(content, cancellation) == published;
    }

    private UnavailableException Wrong(PublishedFile file, string problem) =>
        new($"{new Uri(root, file.Path)} {problem} (git blob {file.GitBlobSha1}): name a mirror of commit {PublishedFiles.Commit} with --mirror.");
}
