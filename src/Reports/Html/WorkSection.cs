using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Html;

/// <summary>How large the sweep is, and what this execution found done.</summary>
internal static class WorkSection
{
    public static Markup Render(SweepReport report)
    {
        var totals = report.Totals;
        return Markup.Of($"""
            <section aria-labelledby="work">
            <h2 id="work">The work</h2>
            <p>{Wording.Count(totals.Runs, "run")}, {Wording.Count(totals.FineTunes, "fine-tuned model")}, {Wording.Count(totals.Cells, "cell")},
            {Wording.Count(totals.Answers, "answer")} and {Wording.Count(totals.Verdicts, "verdict")};
            {Wording.Count(totals.PromptTokens)} prompt tokens read and {Wording.Count(totals.CompletionTokens)} written.</p>
            {Cost(report.Spending)}
            {Reused(report.Reused)}
            </section>
            """);
    }

    private static Markup Cost(SweepSpending? spending) => spending is null ? Markup.Empty : Markup.Of($"""
        <p>Spent: {Money.OfDollars(spending.Spent).ToString()}{(spending.Budget is { } budget ? $" of a budget of {Money.OfDollars(budget)}" : "")},
        {string.Join(", ", spending.Stages.Select(stage => $"{stage.Key.Replace('_', '-')} {Money.OfDollars(stage.Value)}"))}, by the tokens that providers counted and the price table in use.{(spending.Unsettled > 0 ? $" Calls whose answers were lost may have been billed, at most {Money.OfDollars(spending.Unsettled)} more." : "")}</p>
        """);

    private static Markup Reused(IReadOnlyList<ReusedWork> reused) => reused.Count == 0 ? Markup.Empty : Markup.Of($"""
        <div class="wide" role="region" aria-label="Reused work" tabindex="0">
        <table>
        <caption>Reused from earlier runs, and computed in this one</caption>
        <thead><tr><th scope="col">Work</th><th scope="col" class="number">Reused</th><th scope="col" class="number">Computed</th><th scope="col">Why</th></tr></thead>
        <tbody>
        {reused.Select(work => Markup.Of($"""
            <tr><th scope="row">{work.What}</th><td class="number">{Wording.Count(work.Reused)}</td><td class="number">{Wording.Count(work.Computed)}</td><td>{work.Why}</td></tr>

            """))}
        </tbody>
        </table>
        </div>
        """);
}
