using System.Text;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Keys;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>
/// A replay bundle: the part of a ledger and of the artifacts that one sweep rests on, and the hashes of the report that was made of it in the same breath. Whoever has it makes that
/// report again, byte for byte. It holds the occasion of the report and nothing of the machine.
/// </summary>
internal sealed class BundleExport(SweepObserver observer, BundleCollector collector, IArtifactStore artifacts, SweepReporter reporter, TimeProvider time) : IExport
{
    public IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Bundle];

    public async Task WriteAsync(ExportSource source, ExportFormat format, Stream output, CancellationToken cancellation)
    {
        var sweep = source.Sweep.WithoutFolders();
        var needs = await observer.LookAsync(sweep, cancellation);
        var occasion = new ReportOccasion { Command = $"em report {sweep.Name}.zip", CreatedAt = time.GetUtcNow() };
        var facts = await collector.FactsAsync(sweep, needs, cancellation);
        using var zip = new BundleWriter(output);
        await zip.AddAsync(BundleNames.Sweep, CanonicalJson.Bytes(JsonSerializer.SerializeToNode(sweep, LedgerJson.Default.SweepRecord)), cancellation);
        await zip.AddAsync(BundleNames.Facts, JsonSerializer.SerializeToUtf8Bytes(facts, BundleJson.Default.BundleFacts), cancellation);
        await zip.AddAsync(BundleNames.Occasion, JsonSerializer.SerializeToUtf8Bytes(occasion, BundleJson.Default.ReportOccasion), cancellation);
        await zip.AddAsync(BundleNames.Keys, Encoding.UTF8.GetBytes(Manifest.Keys(needs).ToJsonString(ReportJson.Files.Options)), cancellation);
        await zip.AddAsync(BundleNames.Slots, stream => collector.WriteSlotsAsync(needs, facts, stream, cancellation));
        foreach (var (path, sha256) in ArtifactsOf(facts))
        {
            await using var content = await artifacts.OpenAsync(sha256, cancellation);
            await zip.AddAsync(path, stream => content.CopyToAsync(stream, cancellation));
        }

        await zip.SealAsync(new BundleManifest
        {
            Format = BundleManifest.Kind,
            Version = BundleManifest.Latest,
            Sweep = sweep.Name,
            Estimand = sweep.Spec.Estimand.Name,
            CreatedAt = occasion.CreatedAt,
            Versions = occasion.Versions,
            Entries = zip.Entries,
            Report = await ReportAsync(sweep, needs, occasion, cancellation),
        }, cancellation);
    }

    /// <summary>The artifacts that the facts point to, each once, with their paths in a bundle.</summary>
    internal static IReadOnlyList<(string Path, string Sha256)> ArtifactsOf(BundleFacts facts) =>
    [
        .. facts.Datasets.Values.Select(dataset => (BundleNames.Dataset(dataset.Sha256), dataset.Sha256))
            .Concat(facts.Datasets.Values.Select(dataset => dataset.ProvenanceSha256).OfType<string>().Select(sha256 => (BundleNames.Provenance(sha256), sha256)))
            .Concat(facts.Cells.SelectMany(cell => (ArchiveRecord?[])[cell.Archive, cell.Answers]).OfType<ArchiveRecord>().Select(archive => (BundleNames.Answers(archive.Artifact), archive.Artifact)))
            .DistinctBy(artifact => artifact.Item1),
    ];

    private async Task<IReadOnlyDictionary<string, BundleEntry>> ReportAsync(SweepRecord sweep, SweepNeeds needs, ReportOccasion occasion, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("em-bundle-");
        try
        {
            await reporter.WriteAsync(sweep, needs, folder, occasion, cancellation);
            return await ReportHashes.OfAsync(folder.EnumerateFiles(), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
