using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Rows;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>
/// Brings a bundle into a ledger and its artifacts, as if the sweep had been run there. What is there stays; the same bundle brought twice changes nothing. Texts come before the pointers
/// to them, and the sweep itself last: cut short, an import is done again.
/// </summary>
public sealed class BundleImporter(Documents documents, Slots slots, Failures failures, Books books, SweepRegistry sweeps, IArtifactStore artifacts)
{
    private const int SlotsAtOnce = 256;

    /// <exception cref="InputException">The ledger has something else under one of its keys, which is named; nothing is written then.</exception>
    public async Task ImportAsync(string file, Bundle bundle, CancellationToken cancellation)
    {
        var (sweep, facts) = (bundle.Sweep, bundle.Facts);
        await new BundleConflicts(documents, slots, sweeps, artifacts).CheckAsync(file, bundle, cancellation);
        foreach (var sha256 in bundle.Artifacts)
        {
            await using var content = bundle.OpenArtifact(sha256);
            await artifacts.PutAsync(content, cancellation);
        }

        foreach (var (recipe, dataset) in facts.Datasets)
            await documents.TryReplaceAsync(LedgerKeys.Dataset(recipe), dataset, 0, LedgerJson.Default.DatasetRecord, cancellation);

        foreach (var (model, record) in facts.Models)
            await AdoptModelAsync(model, record, cancellation);

        foreach (var cell in facts.Cells)
            await PointAsync(cell, cancellation);

        await FillSlotsAsync(file, bundle, cancellation);
        foreach (var (name, failure) in facts.Failures)
            await failures.AdoptAsync(LedgerKeys.Failures(sweep.Name), name, failure, cancellation);

        foreach (var (account, held) in facts.Accounts)
            await books.AdoptAsync(account, held.ToAccount(), cancellation);

        foreach (var (canary, reference) in facts.CanaryReferences)
        {
            var (key, judgement) = (canary[..canary.IndexOf(':', StringComparison.Ordinal)], canary[(canary.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            await documents.TryReplaceAsync(LedgerKeys.CanaryReference(key, judgement), reference, 0, LedgerJson.Default.CanaryReference, cancellation);
        }

        if (facts.Progress is { } progress)
            await documents.TryReplaceAsync(LedgerKeys.Progress(sweep.Name), progress, 0, LedgerJson.Default.SweepProgress, cancellation);

        if (facts.Reused is { } reused)
            await documents.TryReplaceAsync(LedgerKeys.Reused(sweep.Name), reused, 0, LedgerJson.Default.FoundWork, cancellation);

        await sweeps.AdoptAsync(sweep, facts.IsSettled, cancellation);
    }

    /// <summary>A model that is ready, or being trained, here stays what it is; one that has failed is replaced by one that has not.</summary>
    private async Task AdoptModelAsync(string model, ModelRecord record, CancellationToken cancellation)
    {
        var current = await documents.GetVersionedAsync(LedgerKeys.Model(model), LedgerJson.Default.ModelRecord, cancellation);
        if (current is null or { Value.Status: ModelStatus.Failed })
            await documents.TryReplaceAsync(LedgerKeys.Model(model), record, current?.Version ?? 0, LedgerJson.Default.ModelRecord, cancellation);
    }

    private async Task PointAsync(BundleCell cell, CancellationToken cancellation)
    {
        if (cell.Answers is { } answers)
        {
            await documents.PointAsync(LedgerKeys.AnswersArchive(cell.Cell), answers, cancellation);
            await FileAsync(LedgerKeys.Answers(cell.Cell), answers.Rows, cancellation);
        }

        if (cell.Archive is { } archive)
        {
            await documents.PointAsync(LedgerKeys.Archive(cell.Cell, cell.Judgement), archive with { Released = true }, cancellation);
            await FileAsync(LedgerKeys.Verdicts(cell.Cell, cell.Judgement), archive.Rows, cancellation);
        }
    }

    /// <summary>The texts are in Parquet, so that those of the same cell that lie in the ledger may go.</summary>
    private async Task FileAsync(string set, int count, CancellationToken cancellation)
    {
        await slots.FillAsync(set, count, cancellation);
        await slots.ReleaseAsync(set, 0, count, cancellation);
    }

    private async Task FillSlotsAsync(string file, Bundle bundle, CancellationToken cancellation)
    {
        var known = BundleKeys.SlotSets(bundle.Sweep, bundle.Facts);
        foreach (var chunk in bundle.Slots().Chunk(SlotsAtOnce))
        {
            foreach (var set in chunk.GroupBy(slot => slot.Set, StringComparer.Ordinal))
            {
                if (!known.Contains(set.Key)) throw BundleCheck.Wrong(file, BundleNames.Slots, $"speaks of {set.Key}, which the sweep does not have");
                await slots.RecordAsync(set.Key, [.. set.Select(slot => new SlotWrite(slot.Index, slot.Payload))], cancellation);
            }
        }
    }
}
