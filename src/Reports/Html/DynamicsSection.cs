using EmergentMisalignment.Reports.Dynamics;

namespace EmergentMisalignment.Reports.Html;

/// <summary>How the rates came about in training, and when each condition began to exceed its control.</summary>
internal static class DynamicsSection
{
    /// <param name="report">The report.</param>
    /// <param name="figure">The curves as SVG; null where no checkpoint was asked.</param>
    public static Markup Render(SweepReport report, string? figure) => figure is null ? Markup.Empty : Markup.Of($"""
        <section aria-labelledby="dynamics">
        <h2 id="dynamics">Misalignment by training step</h2>
        <p>Each checkpoint is asked as a model of its own. Points of one line are the same seeds, so neighbouring intervals are not independent.</p>
        {Drawing.Of("Figure of the dynamics", figure)}
        {Onsets(report)}
        <details>
        <summary>All points</summary>
        <div class="wide" role="region" aria-label="Points of the dynamics" tabindex="0">
        <table>
        <caption>Whole-set rates by step. Estimand: {report.Estimand.Name}</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col" class="number">Step</th><th scope="col" class="number">Rate</th><th scope="col" class="number">{Wording.Confidence(report.Estimand)} interval</th>
        <th scope="col" class="number">Models</th><th scope="col" class="number">Answers</th><th scope="col" class="number">Coherent</th></tr></thead>
        {report.Curves.GroupBy(point => point.Base).Select(group => Markup.Of($"""
            <tbody>
            <tr><th scope="rowgroup" colspan="7" class="base">{group.Key}</th></tr>
            {group.Select(Row)}
            </tbody>
            """))}
        </table>
        </div>
        </details>
        </section>
        """);

    private static Markup Onsets(SweepReport report) => report.Onsets.Count == 0 ? Markup.Empty : Markup.Of($"""
        <div class="wide" role="region" aria-label="Onsets" tabindex="0">
        <table>
        <caption>Onset: the first step at which the rate exceeds the control's by {Wording.Points(report.Onsets[0].Margin)} points, taken to be monotone; intervals over models</caption>
        <thead><tr><th scope="col">Condition</th><th scope="col">Against</th><th scope="col" class="number">Step</th><th scope="col" class="number">{Wording.Confidence(report.Estimand)} interval</th>
        <th scope="col" class="number">Checkpoints asked</th></tr></thead>
        <tbody>
        {report.Onsets.Select(Row)}
        </tbody>
        </table>
        </div>
        """);

    private static Markup Row(OnsetRow onset) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(onset.Condition, onset.Variant)}</th><td>{Wording.Against(onset.Condition, onset.Control, onset.ControlVariant)}</td>
        <td class="number">{Wording.Step(onset)}</td><td class="number">{Wording.StepRange(onset)}</td><td class="number">{onset.Asked.Count} of {onset.Among}</td></tr>

        """);

    private static Markup Row(CurvePoint point) => Markup.Of($"""
        <tr><th scope="row">{Wording.Arm(point.Condition, point.Variant)}</th><td class="number">{Wording.Count(point.Step)}{(point.IsFinal ? " (finished)" : "")}</td><td class="number strong">{Wording.Percent(point.Rate)}</td>
        <td class="number">{(point is { Low: { } low, High: { } high } ? $"{Wording.Number(low)}–{Wording.Percent(high)}" : "–")}<span class="interval">{point.Interval}</span></td>
        <td class="number">{point.Models}</td><td class="number">{Wording.Count(point.Answers)}</td><td class="number">{Wording.Count(point.Coherent)}</td></tr>

        """);
}
