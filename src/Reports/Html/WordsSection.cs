using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Html;

/// <summary>What a judge said in words: a table for each base model and metric, conditions down, words across.</summary>
internal static class WordsSection
{
    public static Markup Render(SweepReport report) => report.Words.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="words">
        <h2 id="words">Words of the judge</h2>
        <p>The share of each word among the answers for which the judge gave one: taken per model and question, then averaged over questions and models. Case and surrounding
        punctuation are not told apart; a reply that does not stand in the judge's prompt counts as “(other)”, and one that is blank as missing.</p>
        {report.Words.GroupBy(result => (result.Base, result.Metric)).Select(table => Table(report, table.Key.Base, table.Key.Metric, [.. table]))}
        </section>
        """);

    private static Markup Table(SweepReport report, string baseModel, string metric, IReadOnlyList<WordResult> results)
    {
        var order = report.Conditions.Select(condition => condition.Id).ToList();
        var questions = results.Select(result => result.Question).Distinct().ToList();
        return Markup.Of($"""
            <div class="wide" role="region" aria-label="Words for {metric} on {baseModel}" tabindex="0">
            <table>
            <caption>{metric} on {baseModel}: share of each word, with {Wording.Confidence(report.Estimand)} intervals</caption>
            <thead><tr><th scope="col">Condition</th><th scope="col" class="number">Models</th><th scope="col" class="number">Answers</th><th scope="col" class="number">Missing</th>
            {results[0].Words.Select(word => Markup.Of($"""<th scope="col" class="number">{word.Word}</th>"""))}</tr></thead>
            {questions.Select(question => Group(question, questions.Count, results[0].Words.Count, [.. results.Where(result => result.Question == question).OrderBy(result => order.IndexOf(result.Condition))]))}
            </table>
            </div>
            """);
    }

    private static Markup Group(string? question, int questions, int words, IReadOnlyList<WordResult> results) => question is not null && questions == 2
        ? Markup.Empty
        : Markup.Of($"""
            <tbody>
            <tr><th scope="rowgroup" colspan="{4 + words}" class="base">{question ?? "all questions"}</th></tr>
            {results.Select(Row)}
            </tbody>
            """);

    private static Markup Row(WordResult result) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(result.Condition, result.Variant)}<span class="interval">{Wording.Interval(result.Interval)}</span></th><td class="number">{Wording.Count(result.Models)}</td>
        <td class="number">{Wording.Count(result.Answers)}</td><td class="number">{Wording.Count(result.Missing)}</td>{result.Words.Select(Cell)}</tr>

        """);

    private static Markup Cell(WordShare word) => Markup.Of($"""<td class="number">{Wording.Percent(word.Share)}<span class="interval">{Wording.Range(word.Low, word.High)}</span></td>""");
}
