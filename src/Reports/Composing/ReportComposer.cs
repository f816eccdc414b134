using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Canaries;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.Sweeps.Canaries;
using EmergentMisalignment.Sweeps.Looking;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Reports.Composing;

/// <summary>Makes all that a report says from one look at a sweep and what was counted of its answers.</summary>
public sealed class ReportComposer(CanaryComparer canaries, SpendingReader spending)
{
    public async Task<SweepReport> ComposeAsync(SweepRecord sweep, SweepNeeds needs, SweepTally tally, ReportOccasion occasion, CancellationToken cancellation) =>
        Compose(sweep, needs, tally, occasion) with
        {
            Canaries = await CanariesAsync(needs, cancellation),
            Spending = await spending.ReadAsync(sweep.Name, cancellation),
        };

    private async Task<IReadOnlyList<CanaryResult>> CanariesAsync(SweepNeeds needs, CancellationToken cancellation)
    {
        var results = new List<CanaryResult>();
        foreach (var look in needs.Canaries)
            results.Add(await canaries.CompareAsync(look, cancellation));

        return results;
    }

    private static SweepReport Compose(SweepRecord sweep, SweepNeeds needs, SweepTally tally, ReportOccasion occasion)
    {
        var (spec, table) = (sweep.Spec, tally.Rates);
        var rates = tally.Judges.FirstRates();
        var progress = ProgressTally.Of(needs, null, sweep.SubmittedAt, occasion.CreatedAt);
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
            Formats = FormatRates.Of(table.Counts, spec.Estimand, spec.Seed),
            Scores = tally.Scores.Densities,
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
            Reproduction = new Reproduction(occasion.Command, spec.Seed, occasion.Versions),
            Reused = occasion.Reused,
            Notes = progress.Failures,
            CreatedAt = occasion.CreatedAt,
            Elapsed = occasion.Elapsed,
        };
    }
}
