using System.IO.Compression;
using System.Text.Json;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>Writes a bundle's zip, hashing what goes in. The same entries give the same bytes.</summary>
/// <param name="output">Stays open.</param>
internal sealed class BundleWriter(Stream output) : IDisposable
{
    /// <summary>The first moment a zip can hold: when a file was made is nobody's business.</summary>
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly SortedDictionary<string, BundleEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>What was added so far.</summary>
    public IReadOnlyDictionary<string, BundleEntry> Entries => _entries;

    public Task AddAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => AddAsync(path, async stream => await stream.WriteAsync(bytes, cancellation));

    public async Task AddAsync(string path, Func<Stream, Task> write)
    {
        // Parquet is compressed in itself.
        var entry = _zip.CreateEntry(path, Path.GetExtension(path) == ".parquet" ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        await using var stream = entry.Open();
        await using var hashing = new HashingStream(stream);
        await write(hashing);
        _entries[path] = hashing.ToEntry();
    }

    /// <summary>Writes the manifest; nothing is added after it.</summary>
    public async Task SealAsync(BundleManifest manifest, CancellationToken cancellation)
    {
        var entry = _zip.CreateEntry(BundleNames.Manifest, CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        await using var stream = entry.Open();
        await JsonSerializer.SerializeAsync(stream, manifest.Sealed(), BundleJson.Default.BundleManifest, cancellation);
    }

    public void Dispose() => _zip.Dispose();
}
