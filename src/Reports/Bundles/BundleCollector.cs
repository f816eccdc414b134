using System.Text.Encodings.Web;
using System.Text.Json;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>Gathers what a ledger says of a sweep, and nothing that it says of others.</summary>
public sealed class BundleCollector(Documents documents, Slots slots, Failures failures, Books books, IOptions<SweepsOptions> options)
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<BundleFacts> FactsAsync(SweepRecord sweep, SweepNeeds needs, CancellationToken cancellation)
    {
        List<string> accounts = [SpendingAccounts.Sweep(sweep.Name), .. SpendingAccounts.Stages.Select(stage => SpendingAccounts.Stage(sweep.Name, stage))];
        var held = await books.ReadAsync(accounts, cancellation);
        var runs = needs.Runs.Where(look => look.Run.Dataset is not null && look.Facts.Dataset is not null).ToList();
        return new BundleFacts
        {
            IsSettled = needs.IsSettled,
            Progress = await documents.GetAsync(LedgerKeys.Progress(sweep.Name), LedgerJson.Default.SweepProgress, cancellation),
            Reused = await documents.GetAsync(LedgerKeys.Reused(sweep.Name), LedgerJson.Default.FoundWork, cancellation),
            Datasets = runs.DistinctBy(look => look.Run.Dataset!.Key).ToDictionary(look => look.Run.Dataset!.Key, look => look.Facts.Dataset!),
            Models = runs.Where(look => look.Run.FineTune is not null && look.Facts.Model is not null).DistinctBy(look => look.Facts.ModelKey).ToDictionary(look => look.Facts.ModelKey!, look => look.Facts.Model!),
            Cells = await CellsAsync(needs, cancellation),
            Failures = await failures.AllAsync(LedgerKeys.Failures(sweep.Name), cancellation),
            MaxAttempts = options.Value.MaxAttempts,
            Accounts = accounts.Zip(held).Where(account => account.Second != Account.Empty).ToDictionary(account => account.First, account => BundleAccount.Of(account.Second)),
            CanaryReferences = await ReferencesAsync(needs, cancellation),
        };
    }

    /// <summary>Writes the answers and verdicts that are not in Parquet, a line each; memory holds one cell.</summary>
    public async Task WriteSlotsAsync(SweepNeeds needs, BundleFacts facts, Stream output, CancellationToken cancellation)
    {
        var buffered = new BufferedStream(output);
        await using var json = new Utf8JsonWriter(buffered, Written);
        var cells = needs.Runs.SelectMany(look => look.Facts.Cells).Select(cell => cell.Cell).ToList();
        foreach (var cell in cells.GroupBy(cell => cell.Key, StringComparer.Ordinal))
            await WriteAsync(cell.Key, null, cell.Max(judged => judged.Samples));

        foreach (var cell in cells.DistinctBy(cell => (cell.Key, cell.Judgement)))
            await WriteAsync(cell.Key, cell.Judgement, cell.Samples);

        foreach (var look in needs.Canaries)
        {
            var reference = facts.CanaryReferences.GetValueOrDefault(ReferenceOf(look.Canary.Key, look.Canary.Judgement));
            foreach (var round in ((string?[])[look.Round, reference?.Round]).OfType<string>().Distinct(StringComparer.Ordinal))
                await WriteAsync(look.Canary.Key, round, look.Canary.Canary.Items.Count);
        }

        await buffered.FlushAsync(cancellation);

        async Task WriteAsync(string cell, string? judgement, int count)
        {
            var set = judgement is null ? LedgerKeys.Answers(cell) : LedgerKeys.Verdicts(cell, judgement);
            foreach (var read in await slots.ReadAsync(set, 0, count, cancellation))
            {
                json.Reset();
                new BundleSlot(cell, judgement, read.Index, read.Payload).WriteTo(json);
                await json.FlushAsync(cancellation);
                buffered.WriteByte((byte)'\n');
            }
        }
    }

    internal static string ReferenceOf(string canary, string judgement) => $"{canary}:{judgement}";

    private async Task<IReadOnlyList<BundleCell>> CellsAsync(SweepNeeds needs, CancellationToken cancellation)
    {
        var cells = needs.Runs.SelectMany(look => look.Facts.Cells).DistinctBy(facts => (facts.Cell.Key, facts.Cell.Judgement)).ToList();
        var answers = await documents.GetManyAsync([.. cells.Select(facts => LedgerKeys.AnswersArchive(facts.Cell.Key)).Distinct(StringComparer.Ordinal)], LedgerJson.Default.ArchiveRecord, cancellation);
        return [.. cells.Select(facts => new BundleCell(facts.Cell.Key, facts.Cell.Judgement, facts.Archive, answers.GetValueOrDefault(LedgerKeys.AnswersArchive(facts.Cell.Key))))];
    }

    private async Task<IReadOnlyDictionary<string, CanaryReference>> ReferencesAsync(SweepNeeds needs, CancellationToken cancellation)
    {
        var references = new Dictionary<string, CanaryReference>(StringComparer.Ordinal);
        foreach (var canary in needs.Canaries.Select(look => look.Canary))
        {
            if (await documents.GetAsync(LedgerKeys.CanaryReference(canary.Key, canary.Judgement), LedgerJson.Default.CanaryReference, cancellation) is { } reference)
                references[ReferenceOf(canary.Key, canary.Judgement)] = reference;
        }

        return references;
    }
}
