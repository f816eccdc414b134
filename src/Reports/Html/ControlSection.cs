using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Html;

/// <summary>Each condition's rate less its control's, with the interval of the difference and a test that does not assume its distribution.</summary>
internal static class ControlSection
{
    /// <param name="report">The report.</param>
    /// <param name="grid">Its results in the order of the page.</param>
    /// <param name="figure">The forest plot as SVG; null where there is nothing to compare.</param>
    public static Markup Render(SweepReport report, ResultGrid grid, string? figure) => report.Differences.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="control">
        <h2 id="control">Against the control</h2>
        <p>Models of equal seeds stand in pairs. <em>p</em> is the share of all arrangements of the models under which the difference would be at least as large;
        few models cannot give a small one, so its least possible value stands below it. Holm's correction is over this table.</p>
        {Drawing.Of("Figure of the differences", figure)}
        <div class="wide" role="region" aria-labelledby="control" tabindex="0">
        <table>
        <caption>Difference of whole-set rates in percentage points. Estimand: {report.Estimand.Name}</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col">Against</th><th scope="col" class="number">Difference</th>
        <th scope="col" class="number">{Wording.Confidence(report.Estimand)} interval</th><th scope="col" class="number">p</th><th scope="col" class="number">p (Holm)</th><th scope="col">Test</th></tr></thead>
        {grid.Bases.Select(baseModel => Group(baseModel, [.. grid.InOrder(report.Differences).Where(difference => difference.Base == baseModel)]))}
        </table>
        </div>
        </section>
        """);

    private static Markup Group(string baseModel, IReadOnlyList<DifferenceResult> differences) => Markup.Of($"""
        <tbody>
        <tr><th scope="rowgroup" colspan="7" class="base">{baseModel}</th></tr>
        {differences.Select(Row)}
        </tbody>
        """);

    private static Markup Row(DifferenceResult result) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(result.Condition, result.Variant)}</th><td>{Wording.Against(result.Condition, result.Control, result.ControlVariant)}</td><td class="number strong">{Wording.Points(result.Difference)}</td>
        <td class="number">{Wording.PointsRange(result)}<span class="interval">{result.Interval}</span></td>
        <td class="number">{Wording.Chance(result.P)}<span class="interval">{(result.SmallestP is { } least ? $"at least {Wording.Chance(least)}" : "")}</span></td>
        <td class="number">{Wording.Chance(result.HolmP)}</td><td>{result.Test ?? "too few models for one"}</td></tr>

        """);
}
