using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>
/// What must hold of a zip before anything of it is used: it has a bundle's entries, each once and none beside; each is as long as the manifest says and hashes to what it says; and nothing
/// unpacks to more than a bundle does.
/// </summary>
internal static class BundleCheck
{
    /// <summary>A manifest holds some hundred bytes an artifact, of which a sweep has one a run.</summary>
    private const long LongestManifest = 64 << 20;

    /// <summary>Answers and facts are JSON, which becomes some ten to forty times smaller.</summary>
    private const long MostTimes = 500;

    private const long AlwaysAllowed = 16 << 20;
    private const string Remedy = "export the sweep again, or fetch the bundle again";

    public static ZipArchive OpenZip(string file, Stream stream)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);

            // Reads the list of entries, which stands at the end.
            _ = zip.Entries.Count;
            return zip;
        }
        catch (InvalidDataException error)
        {
            stream.Dispose();
            throw InputException.At(file, null, null, $"is no zip, or is cut short; {Remedy}.", error);
        }
    }

    /// <param name="file">The bundle's name, for messages.</param>
    /// <param name="zip">The bundle.</param>
    /// <param name="length">The zip's length, in bytes.</param>
    /// <param name="cancellation"/>
    /// <exception cref="InputException">Something does not hold.</exception>
    public static async Task<BundleManifest> RunAsync(string file, ZipArchive zip, long length, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in zip.Entries.Select(entry => entry.FullName))
        {
            if (!BundleNames.IsKnown(path)) throw Wrong(file, path, "is none of a bundle's");
            if (!names.Add(path)) throw Wrong(file, path, "is in it twice");
        }

        if (!names.Remove(BundleNames.Manifest)) throw Wrong(file, BundleNames.Manifest, "is missing: this is no bundle of em export");
        var manifest = await ManifestAsync(file, zip.GetEntry(BundleNames.Manifest)!, cancellation);
        if (BundleNames.Needed.Concat(manifest.Entries.Keys).FirstOrDefault(path => !names.Contains(path)) is { } missing) throw Wrong(file, missing, "is missing");
        if (names.FirstOrDefault(path => !manifest.Entries.ContainsKey(path)) is { } extra) throw Wrong(file, extra, "is not in its manifest");

        var left = (length * MostTimes) + AlwaysAllowed;
        foreach (var (path, expected) in manifest.Entries)
        {
            left -= expected.Bytes;
            if (expected.Bytes < 0 || left < 0) throw Wrong(file, path, $"would unpack to {expected.Bytes:N0} bytes, far more than a bundle of this size holds");
            await CheckAsync(file, zip.GetEntry(path)!, expected, cancellation);
        }

        return manifest;
    }

    public static InputException Wrong(string file, string path, string problem, Exception? cause = null) => InputException.At(file, null, null, $"its entry {path} {problem}; {Remedy}.", cause);

    private static async Task<BundleManifest> ManifestAsync(string file, ZipArchiveEntry entry, CancellationToken cancellation)
    {
        if (entry.Length > LongestManifest) throw Wrong(file, entry.FullName, "is too long");
        JsonObject? document;
        BundleManifest? manifest;
        try
        {
            await using var stream = entry.Open();
            document = await JsonNode.ParseAsync(stream, cancellationToken: cancellation) as JsonObject;
            manifest = document.Deserialize(BundleJson.Default.BundleManifest);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or ArgumentException)
        {
            throw Wrong(file, entry.FullName, "is not what em export writes there", error);
        }

        if (document is null || manifest is not { Format: BundleManifest.Kind }) throw Wrong(file, entry.FullName, "is not a bundle's: another program wrote it");
        if (manifest.Version > BundleManifest.Latest) throw Wrong(file, entry.FullName, $"is of version {manifest.Version}, and this em reads up to version {BundleManifest.Latest}");
        return manifest.Digest == BundleManifest.DigestOf(document) ? manifest : throw Wrong(file, entry.FullName, "does not hash to its own digest");
    }

    private static async Task CheckAsync(string file, ZipArchiveEntry entry, BundleEntry expected, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var count = 0L;
        try
        {
            await using var stream = entry.Open();
            while (count <= expected.Bytes && await stream.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                count += read;
            }
        }
        catch (InvalidDataException error)
        {
            throw Wrong(file, entry.FullName, "cannot be unpacked", error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (count != expected.Bytes || actual != expected.Sha256) throw Wrong(file, entry.FullName, "is not as it was made: it does not hash to what the manifest says");
        if (BundleNames.ArtifactOf(entry.FullName) is { } named && named != actual) throw Wrong(file, entry.FullName, "does not hash to its name");
    }
}
