using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>
/// Finds what a ledger has under a bundle's keys and what is not the same there. Times, jobs and traces may differ, for the same work done twice has two of them; what was asked, said and
/// scored may not. Cells that both have from the same artifact are the same.
/// </summary>
internal sealed class BundleConflicts(Documents documents, Slots slots, SweepRegistry sweeps, IArtifactStore artifacts)
{
    /// <exception cref="InputException">Something is not the same; names its key.</exception>
    public async Task CheckAsync(string file, Bundle bundle, CancellationToken cancellation)
    {
        var (sweep, facts) = (bundle.Sweep, bundle.Facts);
        if (await sweeps.FindAsync(sweep.Name, cancellation) is { } known && !IsSame(known.WithoutFolders(), sweep))
            throw InputException.At(file, null, null, $"there is a sweep '{sweep.Name}' here with another specification; import the bundle into another folder with --data.");

        foreach (var (recipe, dataset) in facts.Datasets)
        {
            if (await documents.GetAsync(LedgerKeys.Dataset(recipe), LedgerJson.Default.DatasetRecord, cancellation) is { } made && made.Sha256 != dataset.Sha256)
                throw Differs(file, $"the dataset of recipe {recipe}", "other rows");
        }

        var (shared, archives) = await SharedAsync(facts, cancellation);
        if (shared.Count == 0)
            return;

        var here = await HereAsync(shared, archives, cancellation);
        var there = await ThereAsync(bundle, shared, cancellation);
        if (here.FirstDifference(there) is var (cell, index))
            throw Differs(file, $"sample {index} of cell {cell}", "another answer or verdict");
    }

    private static InputException Differs(string file, string what, string has) =>
        InputException.At(file, null, null, $"{what} has {has} in this ledger, and nothing was imported; import the bundle into another folder with --data to compare the two.");

    private static bool IsSame(SweepRecord a, SweepRecord b) => JsonNode.DeepEquals(
        JsonSerializer.SerializeToNode(a.Spec, LedgerJson.Default.SweepSpec), JsonSerializer.SerializeToNode(b.Spec, LedgerJson.Default.SweepSpec));

    /// <summary>The bundle's cells that this ledger has anything of from elsewhere, and the artifacts that it has it from.</summary>
    private async Task<(List<BundleCell> Cells, List<string> Archives)> SharedAsync(BundleFacts facts, CancellationToken cancellation)
    {
        List<string> pointers = [.. facts.Cells.SelectMany(cell => (string[])[LedgerKeys.Archive(cell.Cell, cell.Judgement), LedgerKeys.AnswersArchive(cell.Cell)])];
        var archives = await documents.GetManyAsync(pointers, LedgerJson.Default.ArchiveRecord, cancellation);
        var answers = await slots.BitmapsAsync([.. facts.Cells.Select(cell => LedgerKeys.Answers(cell.Cell))], cancellation);
        var shared = facts.Cells.Zip(answers).Where(pair => pair.Second.Count > 0 || Here(pair.First).Any()).Select(pair => pair.First).Where(cell => !IsFromSame(cell)).ToList();
        return (shared, [.. shared.SelectMany(Here).Select(archive => archive.Artifact).Distinct(StringComparer.Ordinal)]);

        IEnumerable<ArchiveRecord> Here(BundleCell cell) =>
            new[] { archives.GetValueOrDefault(LedgerKeys.Archive(cell.Cell, cell.Judgement)), archives.GetValueOrDefault(LedgerKeys.AnswersArchive(cell.Cell)) }.OfType<ArchiveRecord>();

        bool IsFromSame(BundleCell cell) => cell.Archive is { } archive && Here(cell).ToList() is { Count: > 0 } held && held.All(other => other.Artifact == archive.Artifact);
    }

    private async Task<CellSamples> HereAsync(List<BundleCell> cells, List<string> archives, CancellationToken cancellation)
    {
        var samples = new CellSamples();
        var wanted = cells.Select(cell => cell.Cell).ToHashSet(StringComparer.Ordinal);
        foreach (var artifact in archives)
        {
            await using var content = await artifacts.OpenAsync(artifact, cancellation);
            await AddAsync(samples, content, wanted, cancellation);
        }

        foreach (var cell in cells)
        {
            foreach (var read in await LiveAsync(LedgerKeys.Answers(cell.Cell), cancellation))
                samples.Add(cell.Cell, read.Index, JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.AnswerRecord)!);

            foreach (var read in await LiveAsync(LedgerKeys.Verdicts(cell.Cell, cell.Judgement), cancellation))
                samples.Add(cell.Cell, cell.Judgement, read.Index, JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!);
        }

        return samples;
    }

    private static async Task<CellSamples> ThereAsync(Bundle bundle, List<BundleCell> cells, CancellationToken cancellation)
    {
        var samples = new CellSamples();
        var wanted = cells.Select(cell => cell.Cell).ToHashSet(StringComparer.Ordinal);
        foreach (var artifact in cells.SelectMany(cell => new[] { cell.Archive, cell.Answers }).OfType<ArchiveRecord>().Select(archive => archive.Artifact).Distinct(StringComparer.Ordinal))
        {
            // Parquet is read from its end, and a zip's entry only from its beginning.
            await using var copy = TemporaryFile.Create($"em-bundle-{Guid.NewGuid():N}");
            await using (var content = bundle.OpenArtifact(artifact))
                await content.CopyToAsync(copy, cancellation);

            copy.Position = 0;
            await AddAsync(samples, copy, wanted, cancellation);
        }

        foreach (var slot in bundle.Slots().Where(slot => wanted.Contains(slot.Cell)))
        {
            if (slot.Judgement is { } judgement)
                samples.Add(slot.Cell, judgement, slot.Index, JsonSerializer.Deserialize(slot.Payload.Span, LedgerJson.Default.VerdictRecord)!);
            else
                samples.Add(slot.Cell, slot.Index, JsonSerializer.Deserialize(slot.Payload.Span, LedgerJson.Default.AnswerRecord)!);
        }

        return samples;
    }

    private static async Task AddAsync(CellSamples samples, Stream content, HashSet<string> wanted, CancellationToken cancellation)
    {
        await foreach (var row in AnswersParquet.ReadAsync(content, cancellationToken: cancellation))
        {
            if (wanted.Contains(row.Cell))
                samples.Add(row);
        }
    }

    private async Task<IReadOnlyList<SlotRead>> LiveAsync(string set, CancellationToken cancellation)
    {
        var filled = (await slots.BitmapsAsync([set], cancellation))[0];
        return filled.Count == 0 ? [] : await slots.ReadAsync(set, 0, filled.End, cancellation);
    }
}
