using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Answers.Files;

/// <summary>Where DuckDB finds artifacts: in the store's own folder, or as copies where the store is elsewhere.</summary>
internal sealed class ArtifactPaths(IArtifactStore artifacts, AnswerFolder folder)
{
    /// <exception cref="ArtifactException">The artifact is not there.</exception>
    public async Task<string> PathOfAsync(string sha256, CancellationToken cancellation)
    {
        if (artifacts is not IArtifactFolder local)
            return await folder.GetAsync($"{sha256}.parquet", path => CopyAsync(sha256, path, cancellation), cancellation);

        // The store says best what is wrong with a file that cannot be opened.
        await (await artifacts.OpenAsync(sha256, cancellation)).DisposeAsync();
        return local.PathOf(sha256);
    }

    private async Task CopyAsync(string sha256, string path, CancellationToken cancellation)
    {
        await using var content = await artifacts.OpenAsync(sha256, cancellation);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await content.CopyToAsync(file, cancellation);
    }
}
