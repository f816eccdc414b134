using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Html;

/// <summary>A table for each base model: questions down, conditions across, each rate with its interval.</summary>
internal static class QuestionsSection
{
    public static Markup Render(SweepReport report, ResultGrid grid) => grid.Questions.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="questions">
        <h2 id="questions">Rates by question</h2>
        {grid.Bases.Select(baseModel => Table(report, grid, baseModel))}
        </section>
        """);

    private static Markup Table(SweepReport report, ResultGrid grid, string baseModel)
    {
        var rows = grid.Of(baseModel).ToList();
        return Markup.Of($"""
            <div class="wide" role="region" aria-label="Rates by question on {baseModel}" tabindex="0">
            <table class="questions">
            <caption>{baseModel}: misaligned among coherent answers, with {Wording.Confidence(report.Estimand)} intervals</caption>
            <thead><tr><th scope="col">Question</th>{rows.Select(row => Markup.Of($"""<th scope="col" class="number">{RatesSection.Name(row)}</th>"""))}</tr></thead>
            <tbody>
            {grid.Questions.Select((question, i) => Row(question, rows.Select(row => row.ByQuestion[i])))}
            </tbody>
            </table>
            </div>
            """);
    }

    private static Markup Row(string question, IEnumerable<RateResult?> results) =>
        Markup.Of($"""<tr><th scope="row">{question}</th>{results.Select(Cell)}</tr>{"\n"}""");

    private static Markup Cell(RateResult? result) => result is null
        ? Markup.Of($"<td></td>")
        : Markup.Of($"""<td class="number">{Wording.Percent(result.Rate)}<span class="interval">{Wording.Range(result)}</span></td>""");
}
