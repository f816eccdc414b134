using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Writes a sweep's report folder from what the ledger and the artifacts hold.</summary>
public sealed class SweepReporter(SweepRegistry sweeps, SweepObserver observer, AnswersFile answers, CanaryComparer canaries, SpendingReader spending, ReportWriter writer, TimeProvider time)
{
    public async Task<SweepReport> WriteAsync(string name, ReportRequest request, CancellationToken cancellation)
    {
        var sweep = await sweeps.FindAsync(name, cancellation)
            ?? throw new InputException($"There is no sweep '{name}' in this ledger: run it first, or name another ledger with --data.", null, null, name);
        var needs = await observer.LookAsync(sweep, cancellation);
        request.Folder.Create();
        var file = Path.Combine(request.Folder.FullName, "answers.parquet");
        var tally = await answers.WriteAsync(file, sweep.Spec, needs, cancellation);
        var progress = ProgressTally.Of(needs, null, sweep.SubmittedAt, time.GetUtcNow());
        var report = Compose(sweep, needs, tally, progress, request) with
        {
            Canaries = await CanariesAsync(needs, cancellation),
            Spending = await spending.ReadAsync(name, cancellation),
        };
        await writer.WriteAsync(request.Folder.FullName, report, await Manifest.CreateAsync(sweep, needs, report.Spending, file, time.GetUtcNow(), cancellation), cancellation);
        return report;
    }

    private async Task<IReadOnlyList<CanaryResult>> CanariesAsync(SweepNeeds needs, CancellationToken cancellation)
    {
        var results = new List<CanaryResult>();
        foreach (var look in needs.Canaries)
            results.Add(await canaries.CompareAsync(look, cancellation));

        return results;
    }

    private SweepReport Compose(SweepRecord sweep, SweepNeeds needs, SweepTally tally, SweepProgress progress, ReportRequest request)
    {
        var (spec, table) = (sweep.Spec, tally.Rates);
        var rates = tally.Judges.FirstRates();
        return new SweepReport
        {
            Sweep = spec.Name,
            Title = $"Emergent misalignment: {spec.Name}",
            Miniature = sweep.Miniature,
            Estimand = spec.Estimand,
            Conditions = [.. spec.Conditions.Select(condition => new ReportedCondition(condition.Id, condition.Kind))],
            Results = rates,
            Models = ModelRates.Of(table.Counts, spec.Estimand),
            Differences = Differences.Of(table.Counts, spec.Estimand, spec.ControlId, spec.Seed),
            LeftOut = ThinCell.Of(table.Counts, spec.Estimand),
            Curves = DynamicsRows.Curves(spec, needs, table),
            Onsets = DynamicsRows.Onsets(spec, needs),
            Sequential = SequentialSummaries.Of(spec, needs),
            Judges = tally.Judges.Results(rates),
            Agreement = tally.Judges.Agreement(),
            Measures = Measures.Summarise(tally.Measures.Cells, spec.Estimand, spec.Seed),
            Words = WordShares.Summarise(tally.Words.Counts, spec.Estimand, spec.Seed),
            Totals = new SweepTotals
            {
                Runs = needs.Runs.Count,
                FineTunes = (int)needs.Plan.FineTunes,
                Cells = needs.Cells,
                Answers = progress.Answers.Done,
                Verdicts = progress.Verdicts.Done,
                PromptTokens = table.PromptTokens,
                CompletionTokens = table.CompletionTokens,
            },
            Reproduction = new Reproduction(request.Command, spec.Seed, Manifest.Versions),
            Reused = request.Reused,
            Notes = progress.Failures,
            CreatedAt = time.GetUtcNow(),
            Elapsed = request.Elapsed,
        };
    }
}
