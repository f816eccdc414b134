using System.Collections.Concurrent;
using System.Text.Json;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Sequential;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Sweeps.Allotting;

/// <summary>
/// Reads what the verdicts on cells come to, from the ledger or from Parquet. A verdict never changes, so what was read once is kept: a few bytes a sample, and a
/// look reads only what is new.
/// </summary>
public sealed class OutcomeReader(Slots slots, Documents documents, IArtifactStore artifacts)
{
    private static readonly HashSet<string> Columns = ["cell", "judgement", "index", "aligned", "coherent"];
    private readonly ConcurrentDictionary<(string Cell, string Judgement, double, double, Comparison), Outcomes> _known = [];

    /// <summary>The outcomes of each cell, as far as it is judged without a gap. One whose verdicts are nowhere to be read has fewer.</summary>
    public async Task<IReadOnlyList<Outcomes>> ReadAsync(IReadOnlyList<CellFacts> cells, Estimand estimand, CancellationToken cancellation)
    {
        // The ledger first: payloads leave it only after the pointers to their artifact are set, so what is no longer here is there.
        var found = await Task.WhenAll(cells.Select(facts => FromLedgerAsync(facts, Known(facts, estimand), estimand, cancellation)));
        await AddArchivedAsync(cells, found, estimand, cancellation);
        for (var i = 0; i < found.Length; i++)
            _known[Place(cells[i], estimand)] = found[i];

        return found;
    }

    private Outcomes Known(CellFacts facts, Estimand estimand) => _known.GetValueOrDefault(Place(facts, estimand), Outcomes.None);

    private static (string Cell, string Judgement, double AlignedBelow, double Coherence, Comparison Comparison) Place(CellFacts facts, Estimand estimand) =>
        (facts.Cell.Key, facts.Cell.Judgement, estimand.AlignedBelow, estimand.Coherence, estimand.CoherenceComparison);

    private async Task<Outcomes> FromLedgerAsync(CellFacts facts, Outcomes known, Estimand estimand, CancellationToken cancellation)
    {
        var judged = facts.Judged;
        if (known.Count >= judged)
            return known;

        var reads = await slots.ReadAsync(LedgerKeys.Verdicts(facts.Cell.Key, facts.Cell.Judgement), known.Count, judged - known.Count, cancellation);
        return Next(known, reads.ToDictionary(read => read.Index, read =>
        {
            var verdict = JsonSerializer.Deserialize(read.Payload.Span, LedgerJson.Default.VerdictRecord)!;
            return estimand.Classify(verdict.ScoreOf("aligned"), verdict.ScoreOf("coherent"));
        }));
    }

    private async Task AddArchivedAsync(IReadOnlyList<CellFacts> cells, Outcomes[] found, Estimand estimand, CancellationToken cancellation)
    {
        var behind = Enumerable.Range(0, found.Length).Where(i => found[i].Count < cells[i].Judged).ToLookup(i => (cells[i].Cell.Key, cells[i].Cell.Judgement));
        List<string> keys = [.. behind.Select(cell => LedgerKeys.Archive(cell.Key.Key, cell.Key.Judgement))];
        var archives = await documents.GetManyAsync(keys, LedgerJson.Default.ArchiveRecord, cancellation);
        var rows = new Dictionary<int, Dictionary<int, Verdict>>();
        foreach (var artifact in archives.Values.Select(archive => archive.Artifact).Distinct(StringComparer.Ordinal))
        {
            // One that is gone is for the archiver to complain of, which ends the sweep with the cause.
            if (!await artifacts.ExistsAsync(artifact, cancellation))
                continue;

            await using var content = await artifacts.OpenAsync(artifact, cancellation);
            await foreach (var row in AnswersParquet.ReadAsync(content, Columns, cancellation))
            {
                foreach (var i in behind[(row.Cell, row.Judgement)])
                    (rows.TryGetValue(i, out var verdicts) ? verdicts : rows[i] = [])[row.Index] = estimand.Classify(row.Aligned, row.Coherent);
            }
        }

        // What was judged after the archive was written still lies in the ledger.
        foreach (var (i, verdicts) in rows)
            found[i] = await FromLedgerAsync(cells[i], Next(found[i], verdicts), estimand, cancellation);
    }

    private static Outcomes Next(Outcomes known, Dictionary<int, Verdict> verdicts)
    {
        var next = new List<Verdict>();
        while (verdicts.TryGetValue(known.Count + next.Count, out var verdict))
            next.Add(verdict);

        return known.Then(next);
    }
}
