using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>A bundle whose every byte was checked against its manifest.</summary>
public sealed class Bundle : IDisposable
{
    private readonly string _file;
    private readonly ZipArchive _zip;

    private Bundle(string file, ZipArchive zip, BundleManifest manifest)
    {
        (_file, _zip, Manifest) = (file, zip, manifest);
        Sweep = Json(BundleNames.Sweep, stream => JsonSerializer.Deserialize(stream, LedgerJson.Default.SweepRecord));
        Facts = Json(BundleNames.Facts, stream => JsonSerializer.Deserialize(stream, BundleJson.Default.BundleFacts));
        Occasion = Json(BundleNames.Occasion, stream => JsonSerializer.Deserialize(stream, BundleJson.Default.ReportOccasion));
    }

    public BundleManifest Manifest { get; }

    public SweepRecord Sweep { get; }

    public BundleFacts Facts { get; }

    /// <summary>Of the report that was made with it.</summary>
    public ReportOccasion Occasion { get; }

    /// <summary>The artifacts in it, by their hashes.</summary>
    public IEnumerable<string> Artifacts => Manifest.Entries.Keys.Select(BundleNames.ArtifactOf).OfType<string>();

    /// <summary>Opens a bundle. Nothing of it is written anywhere.</summary>
    /// <param name="file">The zip.</param>
    /// <param name="cancellation"/>
    /// <exception cref="InputException">It is none, or not whole, or not as it was made; names the entry.</exception>
    public static async Task<Bundle> OpenAsync(FileInfo file, CancellationToken cancellation)
    {
        var name = file.ToString();
        if (!file.Exists)
            throw InputException.At(name, null, null, "there is no such bundle; make one with em export SWEEP --format bundle.");

        var zip = BundleCheck.OpenZip(name, file.OpenRead());
        try
        {
            var manifest = await BundleCheck.RunAsync(name, zip, file.Length, cancellation);
            var bundle = new Bundle(name, zip, manifest);
            BundleKeys.Check(name, bundle);
            return bundle;
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>An artifact's bytes.</summary>
    public Stream OpenArtifact(string sha256) => _zip.GetEntry(Manifest.Entries.Keys.First(path => BundleNames.ArtifactOf(path) == sha256))!.Open();

    /// <summary>The answers and verdicts that are not in Parquet.</summary>
    /// <exception cref="InputException">A line is none.</exception>
    internal IEnumerable<BundleSlot> Slots()
    {
        using var text = new StreamReader(_zip.GetEntry(BundleNames.Slots)!.Open(), Encoding.UTF8);
        for (var line = 1; text.ReadLine() is { } json; line++)
            yield return Parse(line, json);
    }

    public void Dispose() => _zip.Dispose();

    private BundleSlot Parse(int line, string json)
    {
        try
        {
            return BundleSlot.Parse(json);
        }
        catch (JsonException error)
        {
            throw BundleCheck.Wrong(_file, BundleNames.Slots, $"is not what em export writes there, in line {line}", error);
        }
    }

    private T Json<T>(string path, Func<Stream, T?> read)
        where T : class
    {
        try
        {
            using var stream = _zip.GetEntry(path)!.Open();
            return read(stream) ?? throw BundleCheck.Wrong(_file, path, "holds null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw BundleCheck.Wrong(_file, path, "is not what em export writes there", error);
        }
    }
}
