using System.Security.Cryptography;
using System.Text.Json;

namespace EmergentMisalignment.Artifacts.Adapters;

/// <summary>LoRA adapters as artifacts: every file one of its own, and a manifest of them whose name is the adapter's. See docs/gpu-sampling.md.</summary>
public static class AdapterArtifacts
{
    private const int LongestManifest = 1 << 20;

    /// <summary>Stores an adapter's files and their manifest, whose name it returns.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="files">Names without a path, and contents, which are read from their position to their end.</param>
    /// <param name="cancellation"/>
    /// <exception cref="ArgumentException">A file's name is not plain.</exception>
    public static async Task<string> PutAdapterAsync(this IArtifactStore store, IAsyncEnumerable<(string Name, Stream Content)> files, CancellationToken cancellation)
    {
        var stored = new List<AdapterFile>();
        await foreach (var (name, content) in files.WithCancellation(cancellation))
        {
            var length = 0L;
            var sha256 = await store.PutAsync(
                async output =>
                {
                    var start = output.Position;
                    await content.CopyToAsync(output, cancellation);
                    length = output.Position - start;
                },
                cancellation);
            var file = new AdapterFile(length, name, sha256);
            stored.Add(file.IsValid ? file : throw new ArgumentException($"'{name}' is no name of an adapter's file: letters, digits, '.', '-' and '_' are expected.", nameof(files)));
        }

        var manifest = new AdapterManifest([.. stored.OrderBy(file => file.Name, StringComparer.Ordinal)]);
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, AdapterJson.Default.AdapterManifest));
        return await store.PutAsync(json, cancellation);
    }

    /// <summary>Writes an adapter's files into a folder, every byte checked against the names it was stored under.</summary>
    /// <param name="store">Where from.</param>
    /// <param name="sha256">The name of the adapter's manifest.</param>
    /// <param name="folder">An empty folder; what lies in it after a failure is of no use.</param>
    /// <param name="cancellation"/>
    /// <exception cref="ArtifactException">An artifact is missing or damaged, or is no adapter's manifest.</exception>
    public static async Task FetchAdapterAsync(this IArtifactStore store, string sha256, string folder, CancellationToken cancellation)
    {
        foreach (var file in (await store.ReadManifestAsync(sha256, cancellation)).Files)
        {
            await using var content = await store.OpenAsync(file.Sha256, cancellation);
            await using var copy = new FileStream(Path.Combine(folder, file.Name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            await content.CopyToAsync(copy, cancellation);
            await copy.FlushAsync(cancellation);
            copy.Position = 0;
            var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellation));
            if (actual != file.Sha256)
                throw Damaged(sha256, $"its file {file.Name} hashes to {actual} instead of {file.Sha256}");
        }
    }

    /// <summary>Whether a folder holds an adapter's files, unharmed.</summary>
    /// <exception cref="ArtifactException">The manifest is missing or damaged.</exception>
    public static async Task<bool> IsAdapterAsync(this IArtifactStore store, string sha256, string folder, CancellationToken cancellation)
    {
        foreach (var file in (await store.ReadManifestAsync(sha256, cancellation)).Files)
        {
            var path = Path.Combine(folder, file.Name);
            if (!File.Exists(path))
                return false;

            await using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) != file.Sha256)
                return false;
        }

        return true;
    }

    private static async Task<AdapterManifest> ReadManifestAsync(this IArtifactStore store, string sha256, CancellationToken cancellation)
    {
        await using var content = await store.OpenAsync(sha256, cancellation);
        if (content.Length > LongestManifest)
            throw Damaged(sha256, "it is too long to be an adapter's manifest");

        var json = new byte[content.Length];
        await content.ReadExactlyAsync(json, cancellation);
        var actual = Convert.ToHexStringLower(SHA256.HashData(json));
        if (actual != sha256)
            throw Damaged(sha256, $"its manifest hashes to {actual}");

        try
        {
            var manifest = JsonSerializer.Deserialize(json, AdapterJson.Default.AdapterManifest);
            return manifest is { Kind: AdapterManifest.Adapter, Files.Count: > 0 } && manifest.Files.All(file => file.IsValid)
                ? manifest
                : throw Damaged(sha256, "it is no adapter's manifest");
        }
        catch (JsonException)
        {
            throw Damaged(sha256, "it is no adapter's manifest");
        }
    }

    private static ArtifactException Damaged(string sha256, string why) =>
        new($"The adapter {sha256} cannot be used: {why}; remove what is damaged from the artifacts and train again.");
}
