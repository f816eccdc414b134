using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Statistics.Agreement;

namespace EmergentMisalignment.Reports.Html;

/// <summary>Who judged and how; with several judges, what each one's verdicts come to and how far they agree.</summary>
internal static class JudgesSection
{
    public static Markup Render(SweepReport report) => report.Judges.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="judges">
        <h2 id="judges">The judges</h2>
        <ul>{report.Judges.Select(judge => Markup.Of($"<li><strong>{judge.Judge}</strong>: {Wording.List(judge.Models)}; {judge.Method}</li>"))}</ul>
        {ReportPage.Items([.. report.Canaries.Select(CanaryWords.Of)])}
        {(report.Judges.Count > 1 ? Rates(report) : Markup.Empty)}
        {(report.Agreement.Count > 0 ? Agreement(report.Agreement) : Markup.Empty)}
        </section>
        """);

    private static Markup Rates(SweepReport report) => Markup.Of($"""
        <div class="wide" role="region" aria-label="Rates by judge" tabindex="0">
        <table>
        <caption>Whole-set rates under each judge's verdicts. Estimand: {report.Estimand.Name}</caption>
        <thead><tr><th scope="col">Condition</th>{report.Judges.Select(judge => Markup.Of($"""<th scope="col" class="number">{judge.Judge}</th>"""))}</tr></thead>
        {report.Judges[0].Results.GroupBy(result => result.Base).Select(group => Group(report, group.Key, group))}
        </table>
        </div>
        """);

    private static Markup Group(SweepReport report, string baseModel, IEnumerable<RateResult> rows) => Markup.Of($"""
        <tbody>
        <tr><th scope="rowgroup" colspan="{1 + report.Judges.Count}" class="base">{baseModel}</th></tr>
        {rows.Select(row => Markup.Of($"""<tr><th scope="row">{Wording.Arm(row.Condition, row.Variant)}</th>{report.Judges.Select(judge => Cell(judge, row))}</tr>{"\n"}"""))}
        </tbody>
        """);

    private static Markup Cell(JudgeResult judge, RateResult row) =>
        judge.Results.FirstOrDefault(result => (result.Base, result.Condition, result.Variant) == (row.Base, row.Condition, row.Variant)) is { } result
            ? Markup.Of($"""<td class="number">{Wording.Percent(result.Rate)}<span class="interval">{Wording.Range(result)}</span></td>""")
            : Markup.Of($"""<td class="number">–</td>""");

    private static Markup Agreement(IReadOnlyList<AgreementResult> results) => Markup.Of($"""
        <p>Krippendorff's α is 1 where judges agree and 0 where they do as well as chance; scores as numbers, verdicts as classes (no score is one). Cohen's κ is of one pair of judges,
        on whether an answer is misaligned, and on whether it is coherent. A dash: not defined, as where all say the same of everything.</p>
        <div class="wide" role="region" aria-label="Agreement of the judges" tabindex="0">
        <table>
        <caption>How far the judges agree</caption>
        <thead><tr><th scope="col">Answers of</th><th scope="col" class="number">Answers</th><th scope="col" class="number">α aligned</th><th scope="col" class="number">α coherent</th>
        <th scope="col" class="number">α verdict</th>{results[0].Pairs.Select(pair => Markup.Of($"""<th scope="col" class="number">κ misaligned<span class="interval">{pair.First}, {pair.Second}</span></th><th scope="col" class="number">κ coherent<span class="interval">{pair.First}, {pair.Second}</span></th>"""))}</tr></thead>
        <tbody>
        {results.Select(result => Row(result, results[0].Pairs))}
        </tbody>
        </table>
        </div>
        """);

    private static Markup Row(AgreementResult result, IReadOnlyList<PairAgreement> pairs) => Markup.Of($"""
        <tr><th scope="row">{(result.Condition is { } condition ? $"{Wording.Arm(condition, result.Variant)} on {result.Base}" : "all")}</th><td class="number">{Wording.Count(result.Answers)}</td>
        <td class="number">{Wording.Coefficient(result.AlignedAlpha)}</td><td class="number">{Wording.Coefficient(result.CoherentAlpha)}</td><td class="number">{Wording.Coefficient(result.VerdictAlpha)}</td>
        {pairs.Select(pair => Kappas(result.Pairs.FirstOrDefault(other => (other.First, other.Second) == (pair.First, pair.Second))))}</tr>

        """);

    private static Markup Kappas(PairAgreement? pair) =>
        Markup.Of($"""<td class="number">{Wording.Coefficient(pair?.Misaligned)}</td><td class="number">{Wording.Coefficient(pair?.Coherent)}</td>""");
}
